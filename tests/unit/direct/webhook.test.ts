import { expect, test } from 'vitest'
import { isSignedWith, signBody } from '@/lib/delivery/sign.ts'
import { passedOnHeaders } from '@/lib/direct/passed-on-headers.ts'
import { readWebhook } from '@/lib/direct/read-webhook.ts'

const body = (value: unknown) => Buffer.from(JSON.stringify(value))

test('events are counted, and those that have an id are known by it', () => {
  const ids = ['A', undefined, 7, '', 'x'.repeat(129), 'B']
  const events = ids.map((webhookEventId) => ({ webhookEventId }))
  expect(readWebhook(body({ destination: 'U1', events, later: [] }))).toEqual({ events: 6, eventIds: ['A', 'B'] })
  expect(readWebhook(body({ events: [] }))).toEqual({ events: 0, eventIds: [] })
})

test('an id that no database gives back as it was is none: by it two events would be taken for one', () => {
  const text = String.raw`{"events":[{"webhookEventId":"a\u0000"},{"webhookEventId":"\ud800"},{"webhookEventId":"\ud83d\ude00"}]}`
  expect(readWebhook(Buffer.from(text))).toEqual({ events: 3, eventIds: ['😀'] })
})

test.each([
  ['{', 'invalid_json', /not valid JSON/],
  ['', 'invalid_json', /not valid JSON/],
  ['\xff', 'invalid_json', /UTF-8/],
  [`{"events":[${'['.repeat(40)}${']'.repeat(40)}]}`, 'invalid_json', /deeper than 32/],
  ['[]', 'invalid_request', /^events: must be an array, as LINE sends it\.$/],
  ['null', 'invalid_request', /events/],
  ['{"events":{}}', 'invalid_request', /events/],
  ['{"events":[null]}', 'invalid_request', /array of objects/],
])('%s is refused', (text, code, message) => {
  expect(() => readWebhook(Buffer.from(text, 'latin1'))).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  )
})

test('what belongs to the connection, and credentials, are not passed on', () => {
  const passed = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': 's',
    'x-line-something': 'new',
  }
  const kept = {
    host: 'todoku.example',
    connection: 'keep-alive',
    'content-length': '3',
    'transfer-encoding': 'chunked',
    cookie: 'a=b',
    authorization: 'Bearer x',
    'accept-encoding': 'gzip',
    'x-forwarded-for': '192.0.2.1',
    'webhook-signature': 'v1,x',
  }
  expect(passedOnHeaders({ ...passed, ...kept })).toEqual(passed)
})

test('a signature is that of these bytes and this secret, to the letter', () => {
  const bytes = Buffer.from('{"a":1}')
  const right = signBody(bytes, 'secret')
  expect(isSignedWith('secret', bytes, right)).toBe(true)
  const wrong = [`${right} `, right.replace(/=$/, ''), right.toLowerCase(), '', signBody(bytes, 'other')]
  for (const signature of wrong) expect(isSignedWith('secret', bytes, signature)).toBe(false)
  expect(isSignedWith('secret', Buffer.from('{"a":1} '), right)).toBe(false)
})
