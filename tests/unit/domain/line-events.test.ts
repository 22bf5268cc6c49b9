import { describe, expect, test } from 'vitest'
import { LINE_EVENT_TYPES, type LineEvent, lineEvent } from '@/lib/domain/line-events.ts'
import { lineSchema, schemasOf } from '../../support/line-schema.ts'

const from = { webhookEventId: '01H810YECXQQZ37VAXPF6H9E6T', nowMs: 1_795_222_800_000, random: () => 0.42 }
const events = LINE_EVENT_TYPES.map((type) => lineEvent(type, from))
const check = lineSchema('webhook.yml', 'Event')

test.each(LINE_EVENT_TYPES)('%s is valid by LINE’s own file', (type) => {
  expect(check(lineEvent(type, from))).toEqual([])
})

test('the whole of a request is', () => {
  const body = { destination: `U${'0'.repeat(32)}`, events }
  expect(lineSchema('webhook.yml', 'CallbackRequest')(body)).toEqual([])
})

test.each<[string, Record<string, unknown>]>([
  ['a missing field', { webhookEventId: undefined }],
  ['a misspelt field', { replytoken: 'x' }],
  ['an unknown type', { type: 'messages' }],
  ['an unknown type of message', { message: { type: 'voice', id: '1' } }],
  ['a message without its text', { message: { type: 'text', id: '1', quoteToken: 'q' } }],
  ['a misspelt field of a message', { message: { type: 'text', id: '1', quoteToken: 'q', text: 't', txt: 't' } }],
  ['a wrong kind of value', { timestamp: '2026-11-22' }],
])('the check itself sees %s', (_what, wrong) => {
  expect(check({ ...lineEvent('textMessage', from), ...wrong })).not.toEqual([])
})

/** The values that a discriminator of the file has, and those of the events at hand. */
describe.each<[string, (event: LineEvent) => unknown]>([
  ['Event', (event) => event.type],
  ['MessageContent', ({ message }) => typeOf(message)],
  ['MembershipContent', ({ membership }) => typeOf(membership)],
  ['ModuleContent', ({ module }) => typeOf(module)],
  ['Source', ({ source }) => typeOf(source)],
])('%s', (schema, partOf) => {
  test('none of its types is missing, and no other is there', () => {
    const listed = Object.keys(schemasOf('webhook.yml')[schema]?.discriminator?.mapping ?? {})
    const made = new Set(events.map(partOf).filter((value) => value !== undefined))
    expect(listed.length).toBeGreaterThan(1)
    expect([...made].sort()).toEqual(listed.sort())
  })
})

test('ids and tokens have LINE’s form, and follow the random numbers', () => {
  const text = lineEvent('textMessage', { ...from, random: seeded() })
  expect(text).toMatchObject({
    replyToken: expect.stringMatching(/^[0-9a-f]{32}$/),
    source: { type: 'user', userId: expect.stringMatching(/^U[0-9a-f]{32}$/) },
    message: { id: expect.stringMatching(/^\d{18}$/) },
  })
  expect(lineEvent('textMessage', { ...from, random: seeded() })).toEqual(text)
  expect(lineEvent('textMessage', { ...from, random: seeded(0.1) })).not.toEqual(text)
})

function typeOf(part: unknown): unknown {
  return typeof part === 'object' && part !== null && 'type' in part ? part.type : undefined
}

function seeded(first = 0.3): () => number {
  let state = first
  return () => {
    state = (state * 97 + 0.13) % 1
    return state
  }
}
