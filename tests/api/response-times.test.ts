import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { responseTimesAnswer } from '@/lib/http/schemas/statistics.ts'
import { type Api, expectRefusal, startApi } from './support/api.ts'

const MINUTE = 60_000

let api: Api
let channelId: string
/** The minute in which everything is recorded, and the one after it. */
let fromMs: number
beforeAll(async () => {
  api = await startApi()
  channelId = (await api.channel({ timezone: 'UTC' })).id
  // The attempts begin after the statistics were switched on, which was just now, and before what the API takes for the future.
  const startedAt = Date.now() + 1_000
  fromMs = Math.floor(startedAt / MINUTE) * MINUTE
  const took = (durationMs: number, outcome: object, id: string) => ({ id, startedAt, durationMs, outcome })
  const attempts = [
    ...Array.from({ length: 18 }, (_, index) => took(100, { status: 200 }, `s${index}`)),
    took(1_500, { status: 200 }, 'slow'),
    took(1_990, { status: 200 }, 'slowest'),
    took(2_001, { error: { code: 'ETIMEDOUT', phase: 'response' } }, 'late'),
    { ...took(9_000, { status: 200 }, 'verification'), purpose: 'verification' },
  ]
  const { body } = await api.post(`/api/v1/channels/${channelId}/attempts`, { attempts })
  expect(body.accepted).toBe(attempts.length)
})
afterAll(() => api.server.stop())

const statistics = (query = '', options = {}) =>
  api.get(`/api/v1/channels/${channelId}/statistics/response-times${query}`, options)

describe('response times', () => {
  test('of successes and failures apart, in total and by bucket, verifications left out', async () => {
    const { body } = await statistics(`?from=${fromMs}&to=${fromMs + MINUTE}&bucket=1m`)
    expect(() => responseTimesAnswer.parse(body)).not.toThrow()
    expect(body.data).toMatchObject({
      from: fromMs,
      to: fromMs + MINUTE,
      bucket: '1m',
      timezone: 'UTC',
      timeLimitMs: 2_000,
    })
    const { successes, failures, nearLimit, series } = body.data
    expect(successes).toMatchObject({ attempts: 20, p50: 100 })
    const within = (found: number, ms: number) => expect(Math.abs(found - ms)).toBeLessThanOrEqual(ms * 0.01)
    within(successes.p95, 1_500)
    within(successes.p99, 1_990)
    expect(failures).toMatchObject({ attempts: 1 })
    within(failures.p50, 2_001)
    expect(nearLimit).toEqual({ aboveMs: 1_400, attempts: 2, of: 20, share: 0.1 })
    expect(series).toMatchObject([{ start: fromMs, successes, failures }])
  })

  test('are null where nothing was aggregated: unknown, and no share of nothing', async () => {
    const { body } = await statistics(`?from=${fromMs - 60 * MINUTE}&to=${fromMs - 30 * MINUTE}&bucket=30m`)
    expect(() => responseTimesAnswer.parse(body)).not.toThrow()
    expect(body.data.nearLimit).toEqual({ aboveMs: 1_400, attempts: 0, of: 0, share: null })
    expect(body.data.successes).toEqual({ attempts: 0, p50: null, p95: null, p99: null })
    expect(body.data.series[0]).toMatchObject({ aggregation: 'off', successes: null, failures: null })
    expect(body.data.off).toHaveLength(1)
  })

  test.each([
    ['?from=2000&to=1000', 'invalid_request'],
    ['?bucket=7m', 'invalid_request'],
    ['?timezone=Mars/Base', 'invalid_request'],
    ['?sendId=x', 'invalid_request'],
    ['?from=0&bucket=1m', 'too_many_buckets'],
  ])('%s is refused', async (query, code) => {
    expectRefusal(await statistics(query), 400, code)
  })

  test('are for who may read statistics of the channel', async () => {
    expectRefusal(await statistics('', { key: null }), 401, 'unauthorized')
    const writer = await api.post('/api/v1/keys', { name: 'writer', channelId, scopes: ['deliveries:write'] })
    expectRefusal(await statistics('', { key: writer.body.secret }), 404, 'not_found')
  })
})
