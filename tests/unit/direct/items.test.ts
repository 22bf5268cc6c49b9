import { expect, test } from 'vitest'
import { checkItem } from '@/lib/direct/check-item.ts'
import { MAX_ATTEMPT_BYTES, NDJSON, readItems } from '@/lib/direct/read-items.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { delivered } from '@/lib/domain/outcome.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const minute = 60_000
const day = 24 * 60 * minute
const good = { id: 'a', startedAt: now, durationMs: 812, outcome: { status: 503 } }
const check = (value: unknown, kind: ChannelKind = 'line') => checkItem({ value }, now, kind)
const attemptOf = (value: unknown, kind?: ChannelKind) => {
  const checked = check(value, kind)
  return 'attempt' in checked ? checked.attempt : checked.error
}

test('a status is judged by our rules', () => {
  expect(attemptOf(good)).toMatchObject({
    id: 'a',
    startedAtMs: now,
    durationMs: 812,
    purpose: 'delivery',
    judged: { state: 'failed', cause: 'error_status_code', detail: '503', processed: 'yes' },
    facts: null,
    error: null,
  })
  expect(attemptOf({ ...good, outcome: { status: 200 } })).toMatchObject({
    judged: { state: 'delivered', status: 200 },
  })
})

test('an error is judged by its phase and code, and kept', () => {
  const error = { code: 'ENOTFOUND', phase: 'dns' }
  expect(attemptOf({ ...good, outcome: { error } })).toMatchObject({
    judged: { cause: 'could_not_connect', detail: 'Unknown host', processed: 'no' },
    error,
  })
})

test('a cause and its detail are taken as they are', () => {
  const outcome = { cause: 'request_timeout', detail: 'Request timeout' }
  expect(attemptOf({ ...good, outcome })).toMatchObject({ judged: { ...outcome, status: null, processed: 'maybe' } })
  const status = { cause: 'error_status_code', detail: '404' }
  expect(attemptOf({ ...good, outcome: status })).toMatchObject({ judged: { ...status, status: 404 } })
})

test('Braze’s names are for Braze channels', () => {
  const named = { cause: 'error_status_code', detail: '400 No Recipients' }
  expect(attemptOf({ ...good, outcome: named }, 'braze')).toMatchObject({
    judged: { ...named, status: 400, processed: 'no' },
  })
  expect(attemptOf({ ...good, outcome: named })).toMatchObject({ code: 'invalid_detail' })
  const server = { ...named, detail: '503 Internal Server Error' }
  expect(attemptOf({ ...good, outcome: server }, 'braze')).toMatchObject({ judged: { ...server, processed: 'maybe' } })
  expect(attemptOf({ ...good, outcome: server })).toMatchObject({ code: 'invalid_detail' })
  expect(attemptOf(good, 'braze')).toMatchObject({ judged: server })
  expect(attemptOf({ ...good, outcome: { status: 201 } }, 'braze')).toMatchObject({ judged: delivered(201) })
})

test.each([
  ['request_timeout', 'Unknown host'],
  ['could_not_connect', '503'],
  ['error_status_code', 'Unknown host'],
  ['error_status_code', '200'],
  ['error_status_code', '099'],
  ['unclassified', 'no such label'],
])('%s with "%s" is an invalid detail', (cause, detail) => {
  expect(attemptOf({ ...good, outcome: { cause, detail } })).toMatchObject({
    code: 'invalid_detail',
    field: 'outcome.detail',
  })
})

test('a refused detail says which there are', () => {
  const outcome = { cause: 'request_timeout', detail: 'Unknown host' }
  expect(attemptOf({ ...good, outcome })).toMatchObject({
    message: 'The detail of request_timeout must be one of: Request timeout.',
  })
})

test.each([
  [-7 * day, null],
  [-7 * day - 1, 'time_out_of_range'],
  [5 * minute, null],
  [5 * minute + 1, 'time_out_of_range'],
])('a start %i ms from now: %s', (offset, code) => {
  const checked = attemptOf({ ...good, startedAt: now + offset })
  expect('code' in checked ? checked.code : null).toBe(code)
})

test('a time is epoch milliseconds or ISO 8601 with an offset', () => {
  expect(attemptOf({ ...good, startedAt: '2026-11-21T21:00:00.000+09:00' })).toMatchObject({ startedAtMs: now })
  for (const startedAt of ['2026-11-21T21:00:00', '2026-11-21', 'yesterday', 1.5, -1, null, '1795262400000']) {
    expect(attemptOf({ ...good, startedAt })).toMatchObject({ code: 'invalid_time', field: 'startedAt' })
  }
})

test.each([
  [{ ...good, outcome: {} }, 'invalid_outcome'],
  [{ ...good, outcome: { status: 99 } }, 'invalid_outcome'],
  [{ ...good, outcome: { status: 200, cause: 'unclassified', detail: 'x' } }, 'invalid_outcome'],
  [{ ...good, outcome: { error: { code: 'X', phase: 'moon' } } }, 'invalid_outcome'],
  [{ ...good, id: '' }, 'invalid_item'],
  [{ ...good, durationMs: -1 }, 'invalid_item'],
  [{ ...good, purpose: 'fun' }, 'invalid_item'],
  [{ ...good, id: 7 }, 'invalid_item'],
  [null, 'invalid_item'],
  [[], 'invalid_item'],
  ['text', 'invalid_item'],
])('%j is %s', (value, code) => {
  expect(attemptOf(value)).toMatchObject({ code })
})

test.each(['a\u0000b', 'a\nb', 'a\tb', 'a\u0085b', 'a\u202eb', 'a\u2066b', 'a\u200fb'])(
  '%j stands in no id, URL or code',
  (text) => {
    const error = { code: text, phase: 'dns' }
    for (const field of [{ id: text }, { url: text }, { sendId: text }, { webhookEventId: text }]) {
      expect(attemptOf({ ...good, ...field })).toMatchObject({ code: 'invalid_item', field: Object.keys(field)[0] })
    }
    expect(attemptOf({ ...good, outcome: { error } })).toMatchObject({ code: 'invalid_outcome' })
    expect(attemptOf({ ...good, id: '届く-é-🙂' })).toMatchObject({ id: '届く-é-🙂' })
  },
)

test('spacing, key order and unknown fields make no other attempt; content does', () => {
  const hash = (value: unknown) => {
    const attempt = attemptOf(value)
    return 'reportHash' in attempt ? Buffer.from(attempt.reportHash ?? []).toString('hex') : ''
  }
  const { id, ...rest } = good
  expect(hash({ ...rest, note: 'ignored', id })).toBe(hash(good))
  expect(hash({ ...good, webhookEventId: null, sendId: null, url: null, purpose: 'delivery' })).toBe(hash(good))
  expect(hash(good)).toHaveLength(16)
  for (const other of [
    { webhookEventId: 'x' },
    { sendId: 'x' },
    { url: 'x' },
    { purpose: 'redelivery' },
    { id: 'x' },
  ]) {
    expect(hash({ ...good, ...other }), JSON.stringify(other)).not.toBe(hash(good))
  }
  expect(hash({ ...good, durationMs: 813 })).not.toBe(hash(good))
})

test('lines of NDJSON stand alone: a broken one takes no other with it', () => {
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(good)}\r\n\n  \n{"id":\n`),
    Buffer.from([0x22, 0xff, 0x22, 0x0a]),
    Buffer.from(`"${'x'.repeat(MAX_ATTEMPT_BYTES)}"\n`),
    Buffer.from(JSON.stringify(good)),
  ])
  const items = readItems(bytes, NDJSON)
  expect(items.map((item) => ('error' in item ? item.error.code : 'read'))).toEqual([
    'read',
    'invalid_json',
    'invalid_json',
    'item_too_large',
    'read',
  ])
})

test('a JSON body is an object with an array', () => {
  const read = (text: string) => readItems(Buffer.from(text), 'application/json')
  expect(read(JSON.stringify({ attempts: [good, 1] }))).toEqual([{ value: good }, { value: 1 }])
  expect(() => read('[1]')).toThrowError(expect.objectContaining({ code: 'invalid_request' }))
  expect(() => read('{"attempts":{}}')).toThrowError(expect.objectContaining({ code: 'invalid_request' }))
  expect(() => read('{"attempts":[]}')).toThrowError(expect.objectContaining({ code: 'invalid_request' }))
  expect(() => read('{"attempts":')).toThrowError(expect.objectContaining({ code: 'invalid_json' }))
  expect(() => read(JSON.stringify({ attempts: Array(501).fill(good) }))).toThrowError(
    expect.objectContaining({ code: 'payload_too_large' }),
  )
})
