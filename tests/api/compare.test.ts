import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onsetAnswer } from '@/lib/http/schemas/onset.ts'
import { errorStatisticsAnswer } from '@/lib/http/schemas/statistics.ts'
import { type Api, expectRefusal, startApi } from './support/api.ts'

const MINUTE = 60_000

let api: Api
let channelId: string
/** The minute in which everything is recorded. */
let fromMs: number
beforeAll(async () => {
  api = await startApi()
  channelId = (await api.channel({ timezone: 'UTC' })).id
  const startedAt = Date.now() + 1_000
  fromMs = Math.floor(startedAt / MINUTE) * MINUTE
  const attempts = Array.from({ length: 10 }, (_, index) => ({
    id: `a${index}`,
    startedAt,
    durationMs: 20,
    outcome: { status: index < 3 ? 503 : 200 },
  }))
  const { body } = await api.post(`/api/v1/channels/${channelId}/attempts`, { attempts })
  expect(body.accepted).toBe(10)
})
afterAll(() => api.server.stop())

const errors = (query: string) => api.get(`/api/v1/channels/${channelId}/statistics/errors${query}`)
const onset = (id = channelId) => api.get(`/api/v1/channels/${id}/statistics/onset`)

describe('the period before', () => {
  test('is answered bucket by bucket when it is asked for, and is not when it is not', async () => {
    const { body } = await errors(`?from=${fromMs + MINUTE}&to=${fromMs + 2 * MINUTE}&bucket=1m&compare=previous`)
    expect(() => errorStatisticsAnswer.parse(body)).not.toThrow()
    expect(body.data).toMatchObject({ from: fromMs + MINUTE, attempts: 0, errors: 0 })
    expect(body.data.previous).toMatchObject({
      from: fromMs,
      to: fromMs + MINUTE,
      attempts: 10,
      errors: 3,
      causes: [{ cause: 'error_status_code', errors: 3 }],
      series: [{ start: fromMs, attempts: 10, errors: 3, byCause: { error_status_code: 3 } }],
    })
    expect(body.data.previous.series).toHaveLength(body.data.series.length)
    const plain = await errors(`?from=${fromMs + MINUTE}&to=${fromMs + 2 * MINUTE}&bucket=1m`)
    expect(plain.body.data).not.toHaveProperty('previous')
  })

  test('is filtered as the range is, and unknown where it was off', async () => {
    const of = `?from=${fromMs}&to=${fromMs + MINUTE}&bucket=1m&compare=previous`
    const { body } = await errors(of)
    expect(body.data.errors).toBe(3)
    const earlier = await errors(`?from=${fromMs - 60 * MINUTE}&to=${fromMs - 59 * MINUTE}&bucket=1m&compare=previous`)
    expect(earlier.body.data.previous.series).toMatchObject([{ aggregation: 'off', attempts: null, errors: null }])
    const next = `?from=${fromMs + MINUTE}&to=${fromMs + 2 * MINUTE}&bucket=1m&compare=previous`
    expect((await errors(`${next}&cause=request_timeout`)).body.data.previous).toMatchObject({
      attempts: 10,
      errors: 0,
    })
    expect((await errors(`${next}&statusClass=5xx`)).body.data.previous).toMatchObject({ attempts: 10, errors: 3 })
  })

  test('is the only thing to compare with', async () => {
    expectRefusal(await errors('?compare=last-year'), 400, 'invalid_request')
  })
})

describe('since when', () => {
  test('three failures among ten are no trouble, and there is no day before to compare with', async () => {
    const { body } = await onset()
    expect(() => onsetAnswer.parse(body)).not.toThrow()
    expect(body.data).toMatchObject({ aggregating: true, onsets: [] })
  })

  test('what happens while statistics are off is unknown', async () => {
    const off = (await api.channel({ errorStatistics: false })).id
    expect((await onset(off)).body.data).toMatchObject({ aggregating: false, onsets: [] })
  })

  test('of a channel that there is not is refused', async () => {
    expectRefusal(await onset('nowhere'), 404, 'not_found')
  })
})
