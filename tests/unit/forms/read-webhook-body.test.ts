import { expect, test } from 'vitest'
import { readWebhookBody } from '@/components/forms/read-webhook-body.ts'

// | what was written | what is wrong with it, and in which line |
test.each([
  ['  ', { problem: 'empty', line: null }],
  ['{\n  "events": [,]\n}', { problem: 'notJson', line: 2 }],
  ['{"events": [', { problem: 'notJson', line: 1 }],
  ['[]', { problem: 'notObject', line: null }],
  ['{"destination": "U"}', { problem: 'noEvents', line: null }],
  ['{"events": []}', { problem: 'noEvents', line: null }],
  ['{"events": [{"type": ""}]}', { problem: 'noType', line: null }],
  ['{"events": [{"type": "follow"}, 1]}', { problem: 'noType', line: null }],
  ['{"events": [\n{"type": "follow", "id": 9007199254740993}\n]}', { problem: 'inexact', line: 2 }],
])('%j', (text, problem) => {
  expect(readWebhookBody(text)).toEqual(problem)
})

test('a body with an event of a type that nobody knows yet is let pass', () => {
  const body = { events: [{ type: 'next year’s', more: { a: 1 } }] }
  expect(readWebhookBody(JSON.stringify(body))).toEqual({ body })
})
