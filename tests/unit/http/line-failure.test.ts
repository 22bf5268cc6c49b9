import { expect, test } from 'vitest'
import { ERROR_CODES, TodokuError } from '@/lib/domain/errors.ts'
import { formOf } from '@/lib/http/form.ts'
import { lineFailure } from '@/lib/http/line-failure.ts'
import { makeLineLimits } from '@/lib/http/line-limits.ts'
import { lineSchema } from '../../support/line-schema.ts'

const silent = () => {}
const isError = lineSchema('messaging-api.yml', 'ErrorResponse')

test.each(ERROR_CODES)('%s has LINE’s form, and none of our codes', (code) => {
  const { status, body } = lineFailure(new TodokuError(code, 'What is wrong is said here.'), 'R1', silent)
  expect(isError(JSON.parse(body))).toEqual([])
  expect(status).toBeGreaterThanOrEqual(400)
  expect(body).not.toContain(code)
})

test.each([
  ['invalid_url', 400, 'Invalid webhook endpoint URL'],
  ['address_denied', 400, 'Invalid webhook endpoint URL'],
  ['no_webhook_url', 404, 'Webhook endpoint not found'],
  ['unauthorized', 401, 'Authentication failed due to the following reason: wrong key.'],
  ['rate_limited', 429, 'The API rate limit has been exceeded. Try again later.'],
] as const)('%s is %i with LINE’s sentence', (code, status, message) => {
  const answer = lineFailure(new TodokuError(code, 'wrong key.'), 'R1', silent)
  expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status, body: { message } })
})

test('a fault of ours is logged whole and told as a fixed sentence', () => {
  const logged: unknown[] = []
  const fault = new Error('SELECT password FROM users failed')
  const answer = lineFailure(fault, 'R2', (error, requestId) => logged.push(error, requestId))
  expect([answer.status, JSON.parse(answer.body)]).toEqual([500, { message: 'Internal server error' }])
  expect(logged).toEqual([fault, 'R2'])
})

test('429 and 503 say when to come back', () => {
  const limited = lineFailure(new TodokuError('rate_limited', 'Slow down.', { retryAfterS: 12 }), 'R3', silent)
  expect(limited.headers['retry-after']).toBe('12')
  const starting = lineFailure(new TodokuError('not_ready', 'Starting.'), 'R4', silent)
  expect([starting.status, starting.headers['retry-after']]).toEqual([503, '5'])
  expect(JSON.parse(starting.body)).toEqual({ message: 'Starting.' })
})

test.each([
  ['/v2', 'x-line-request-id'],
  ['/v2/bot/channel/webhook/test', 'x-line-request-id'],
  ['/api', 'x-request-id'],
  ['/api/v1/channels', 'x-request-id'],
  ['/v20', undefined],
  ['/apis', undefined],
  ['/channels', undefined],
])('%s carries its request id as %s', (path, header) => {
  expect(formOf(path)?.idHeader).toBe(header)
})

test('LINE’s limits: 1,000 a minute for each of get and set, 60 an hour for tests, each channel for itself', () => {
  let nowMs = 0
  const limits = makeLineLimits(() => nowMs)
  const most = { getWebhookEndpoint: 1_000, setWebhookEndpoint: 1_000, testWebhookEndpoint: 60 } as const
  for (const call of ['getWebhookEndpoint', 'setWebhookEndpoint', 'testWebhookEndpoint'] as const) {
    for (let taken = 0; taken < most[call]; taken++) limits.take(call, 1)
    expect(() => limits.take(call, 1), call).toThrowError(expect.objectContaining({ code: 'rate_limited' }))
    expect(() => limits.take(call, 2), call).not.toThrow()
  }
  nowMs = 60_000
  expect(() => limits.take('getWebhookEndpoint', 1)).not.toThrow()
  expect(() => limits.take('testWebhookEndpoint', 1)).toThrowError(expect.objectContaining({ retryAfterS: 3_540 }))
  nowMs = 3_600_000
  expect(() => limits.take('testWebhookEndpoint', 1)).not.toThrow()
})
