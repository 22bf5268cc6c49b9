import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/delivery/practice-events.ts'
import { eventIdsOf } from '@/lib/domain/event-ids.ts'
import { exampleLineBody, GROUP_OF_LINE_EVENT, LINE_EVENT_GROUPS } from '@/lib/domain/line-event-body.ts'
import { LINE_EVENT_TYPES } from '@/lib/domain/line-events.ts'

test('an example leaves out what is new each time, and begins with its type', () => {
  const text = exampleLineBody('follow', 1_795_222_800_000, seededRandom(1))
  const { events } = JSON.parse(text) as { events: Record<string, unknown>[] }
  expect(Object.keys(events[0] ?? {})[0]).toBe('type')
  expect(events[0]).toMatchObject({ type: 'follow', deliveryContext: { isRedelivery: false } })
  expect(text).not.toMatch(/webhookEventId|timestamp|destination/)
})

test('every group has a type', () => {
  const used = new Set(LINE_EVENT_TYPES.map((type) => GROUP_OF_LINE_EVENT[type]))
  expect([...used].sort()).toEqual([...LINE_EVENT_GROUPS].sort())
})

test.each([
  ['{"events":[{"webhookEventId":"a"},{"webhookEventId":"b"},{"type":"x"},null]}', ['a', 'b']],
  ['{"events":{}}', []],
  ['null', []],
  ['not JSON', []],
])('the events of %s are %j', (body, ids) => {
  expect(eventIdsOf(body)).toEqual(ids)
})
