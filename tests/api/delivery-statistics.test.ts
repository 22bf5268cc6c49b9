import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliveryStatisticsAnswer, errorStatisticsAnswer } from '@/lib/http/schemas/statistics.ts'
import { type Api, expectRefusal, startApi } from './support/api.ts'

const HOUR = 3_600_000
/** The hour before the current one: what lies in it is over, whatever the clock says. */
const startMs = Math.floor(Date.now() / HOUR) * HOUR - HOUR

let api: Api
let channelId: string
beforeAll(async () => {
  api = await startApi()
  channelId = (await api.channel({ timezone: 'UTC' })).id
  // Deliveries of the past in every state: no call can make them, as a delivery is accepted now and ends in its own time.
  const database = new Database(join(api.server.dataDir, 'todoku.db'), { timeout: 5_000 })
  const insert = database.prepare(`INSERT INTO deliveries (id, "channelNo", state, attempts, "createdAtMs", source)
    SELECT ?, no, ?, ?, ?, 'api' FROM channels WHERE id = ?`)
  const rows: [state: string, attempts: number, minute: number][] = [
    ['delivered', 1, 0],
    ['delivered', 1, 0],
    ['delivered', 3, 0],
    ['failed', 5, 1],
    ['skipped', 0, 1],
    ['skipped', 0, 59],
  ]
  for (const [index, [state, attempts, minute]] of rows.entries()) {
    insert.run(`d${index}`, state, attempts, startMs + minute * 60_000, channelId)
  }
  database.close()
})
afterAll(() => api.server.stop())

const statistics = (query = '', options = {}) =>
  api.get(`/api/v1/channels/${channelId}/statistics/deliveries${query}`, options)

describe('statistics of deliveries', () => {
  test('say by minute and in total what has become of what was accepted', async () => {
    const { body } = await statistics(`?from=${startMs}&to=${startMs + HOUR}&bucket=1m`)
    expect(() => deliveryStatisticsAnswer.parse(body)).not.toThrow()
    const { series, ...data } = body.data
    expect(data).toEqual({
      from: startMs,
      to: startMs + HOUR,
      bucket: '1m',
      timezone: 'UTC',
      accepted: 6,
      delivered: 3,
      redelivered: 1,
      failed: 1,
      pending: 0,
      skipped: 2,
      // Its statistics have been on for a moment only.
      redeliveryAttempts: null,
      marks: [],
    })
    expect(series).toHaveLength(60)
    const none = { delivered: 0, redelivered: 0, failed: 0, pending: 0, skipped: 0 }
    expect(series[0]).toEqual({ ...none, start: startMs, accepted: 3, delivered: 3, redelivered: 1 })
    expect(series[1]).toEqual({ ...none, start: startMs + 60_000, accepted: 2, failed: 1, skipped: 1 })
    expect(series[2]).toEqual({ ...none, start: startMs + 120_000, accepted: 0 })
  })

  test('know nothing of a bucket that has not begun', async () => {
    const { body } = await statistics(`?from=${startMs}&to=${startMs + 48 * HOUR}&bucket=1h&timezone=Asia/Tokyo`)
    expect(() => deliveryStatisticsAnswer.parse(body)).not.toThrow()
    expect(body.data).toMatchObject({ accepted: 6, timezone: 'Asia/Tokyo', redeliveryAttempts: 0 })
    expect(body.data.series[0]).toMatchObject({ accepted: 6 })
    expect(body.data.series.at(-1)).toMatchObject({ accepted: null, delivered: null, skipped: null })
  })

  test.each([
    ['?from=2000&to=1000', 'invalid_request'],
    ['?bucket=7m', 'invalid_request'],
    ['?timezone=Mars/Base', 'invalid_request'],
    ['?cause=request_timeout', 'invalid_request'],
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

describe('statistics of errors', () => {
  test('come with the marks of their range', async () => {
    const { id } = await api.channel({ errorStatistics: false })
    await api.patch(`/api/v1/channels/${id}`, { webhookUrl: 'https://bot.example/new' })
    await api.patch(`/api/v1/channels/${id}`, { errorStatistics: true })
    const { body } = await api.get(`/api/v1/channels/${id}/statistics/errors?to=${Date.now() + HOUR}`)
    expect(() => errorStatisticsAnswer.parse(body)).not.toThrow()
    expect(body.data.marks).toMatchObject([
      { kind: 'webhook_url', label: 'https://bot.example/new' },
      { kind: 'statistics_on', label: '' },
    ])
    expect(Date.now() - body.data.marks[1].at).toBeLessThan(60_000)
  })
})
