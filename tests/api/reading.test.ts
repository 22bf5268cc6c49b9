import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attemptAnswer, attemptsAnswer } from '@/lib/http/schemas/attempt.ts'
import { errorStatisticsAnswer } from '@/lib/http/schemas/statistics.ts'
import { type Api, attempt, expectRefusal, startApi } from './support/api.ts'

// Seven attempts, a millisecond apart; all but `verified` are counted.
// id        outcome                               purpose
// fine      200                                   delivery
// down-1    503                                   delivery
// down-2    503                                   redelivery
// gone      410                                   delivery
// unknown   dns ENOTFOUND → Unknown host          delivery
// slow      request_timeout, Request timeout      delivery
// verified  500                                   verification
const OUTCOMES: [id: string, outcome: object, purpose: string][] = [
  ['fine', { status: 200 }, 'delivery'],
  ['down-1', { status: 503 }, 'delivery'],
  ['down-2', { status: 503 }, 'redelivery'],
  ['gone', { status: 410 }, 'delivery'],
  ['unknown', { error: { code: 'ENOTFOUND', phase: 'dns' } }, 'delivery'],
  ['slow', { cause: 'request_timeout', detail: 'Request timeout' }, 'delivery'],
  ['verified', { status: 500 }, 'verification'],
]

let api: Api
let channelId: string
let startMs: number
beforeAll(async () => {
  api = await startApi()
  channelId = (await api.channel({ timezone: 'UTC' })).id
  startMs = Date.now()
  const attempts = OUTCOMES.map(([id, outcome, purpose], position) =>
    attempt({ id, outcome, purpose, startedAt: startMs + position, webhookEventId: `event-${id}`, url: '=1+1' }),
  )
  const answer = await api.post(`/api/v1/channels/${channelId}/attempts`, { attempts })
  expect(answer.body).toEqual({ message: 'success', accepted: 7, duplicates: 0 })
})
afterAll(() => api.server.stop())

const statistics = (query = '') => api.get(`/api/v1/channels/${channelId}/statistics/errors${query}`)
const list = (query = '', options = {}) => api.get(`/api/v1/channels/${channelId}/attempts${query}`, options)
const ids = async (query: string) => {
  const { body } = await list(query)
  return body.attempts?.map((one: { id: string }) => one.id)
}

describe('statistics of errors', () => {
  test('count by cause and detail, most first, with first and last', async () => {
    const { body } = await statistics()
    expect(() => errorStatisticsAnswer.parse(body)).not.toThrow()
    expect(body.data).toMatchObject({ attempts: 6, errors: 5, timezone: 'UTC', minorErrors: [] })
    const at = (position: number) => ({ firstAt: startMs + position, lastAt: startMs + position })
    expect(body.data.causes).toEqual([
      {
        cause: 'error_status_code',
        errors: 3,
        details: [
          { detail: '503', errors: 2, firstAt: startMs + 1, lastAt: startMs + 2 },
          { detail: '410', errors: 1, ...at(3) },
        ],
      },
      { cause: 'could_not_connect', errors: 1, details: [{ detail: 'Unknown host', errors: 1, ...at(4) }] },
      { cause: 'request_timeout', errors: 1, details: [{ detail: 'Request timeout', errors: 1, ...at(5) }] },
    ])
  })

  test('a filter chooses errors, and attempts stay what they are', async () => {
    const { body } = await statistics('?cause=error_status_code')
    expect(body.data).toMatchObject({ attempts: 6, errors: 3 })
    const filled = body.data.series.filter((bucket: { errors: number | null }) => bucket.errors)
    expect(filled).toMatchObject([{ byCause: { error_status_code: 3 }, byDetail: { 503: 2, 410: 1 } }])
    expect((await statistics('?detail=503&detail=Unknown%20host')).body.data).toMatchObject({ attempts: 6, errors: 3 })
  })

  test('what was off is unknown, not zero', async () => {
    const from = new Date(startMs - 3_600_000).toISOString()
    const { body } = await statistics(`?from=${encodeURIComponent(from)}&bucket=5m`)
    const { series, off } = body.data
    expect(series[0]).toMatchObject({ aggregation: 'off', attempts: null, errors: null, byCause: {} })
    expect(off).toHaveLength(1)
    expect(off[0][0]).toBe(body.data.from)
    expect(off[0][1]).toBeLessThanOrEqual(startMs)
  })

  test('times are ISO 8601 or epoch milliseconds, and answered as used, in whole buckets', async () => {
    const iso = await statistics('?from=2026-11-21T10:00:01%2B09:00&to=2026-11-21T12:30:00%2B09:00&bucket=1h')
    const ms = await statistics(
      `?from=${Date.UTC(2026, 10, 21, 1, 0, 1)}&to=${Date.UTC(2026, 10, 21, 3, 30)}&bucket=1h`,
    )
    expect(iso.body.data).toMatchObject({
      from: Date.UTC(2026, 10, 21, 1),
      to: Date.UTC(2026, 10, 21, 4),
      bucket: '1h',
    })
    expect(ms.body).toEqual(iso.body)
    expect(iso.body.data.series).toHaveLength(3)
  })

  test.each([
    ['?from=yesterday', 'invalid_request'],
    ['?from=2026-11-21T10:00:00', 'invalid_request'],
    ['?from=2000&to=1000', 'invalid_request'],
    ['?bucket=7m', 'invalid_request'],
    ['?timezone=Mars/Base', 'invalid_request'],
    ['?cause=bad_luck', 'invalid_request'],
    ['?detail=no%20such%20label', 'invalid_request'],
    ['?casue=unclassified', 'invalid_request'],
    ['?from=0&bucket=1m', 'too_many_buckets'],
  ])('%s is refused', async (query, code) => {
    expectRefusal(await statistics(query), 400, code)
  })
})

describe('the list of attempts', () => {
  test('is newest first, in pages that neither repeat nor leave out', async () => {
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 4; page++) {
      const { body } = await list(`?limit=2${cursor}`)
      expect(() => attemptsAnswer.parse(body)).not.toThrow()
      seen.push(...body.attempts.map((one: { id: string }) => one.id))
      if (body.nextCursor === null) break
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(seen).toEqual(OUTCOMES.map(([id]) => id).reverse())
  })

  test.each([
    ['?cause=error_status_code', ['verified', 'gone', 'down-2', 'down-1']],
    ['?cause=could_not_connect&cause=request_timeout', ['slow', 'unknown']],
    ['?detail=503', ['down-2', 'down-1']],
    ['?statusClass=4xx', ['gone']],
    ['?statusClass=2xx', ['fine']],
    ['?purpose=verification', ['verified']],
    ['?purpose=redelivery', ['down-2']],
    ['?state=delivered', ['fine']],
    ['?webhookEventId=event-slow', ['slow']],
    ['?webhookEventId=nobody', []],
  ])('%s finds %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected)
  })

  test('a range is half-open', async () => {
    expect(await ids(`?from=${startMs + 1}&to=${startMs + 3}`)).toEqual(['down-2', 'down-1'])
  })

  test('is a CSV that no spreadsheet takes for formulas', async () => {
    const { status, text, headers } = await list('?limit=3', { headers: { accept: 'text/csv' } })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('x-next-cursor')).toEqual(expect.any(String))
    const lines = text
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toMatch(/^verified,.*,'=1\+1,event-verified,,,,/)
  })

  test.each(['?limit=0', '?limit=201', '?cursor=x', '?statusClass=6xx', '?purpose=fun', '?state=lost', '?page=2'])(
    '%s is refused',
    async (query) => {
      expectRefusal(await list(query), 400, 'invalid_request')
    },
  )
})

describe('one attempt', () => {
  test('is found by its id, also within its channel only', async () => {
    const { body } = await api.get('/api/v1/attempts/down-1')
    expect(() => attemptAnswer.parse(body)).not.toThrow()
    expect(body.attempt).toMatchObject({
      id: 'down-1',
      channelId,
      webhookEventId: 'event-down-1',
      counted: true,
      startedAt: new Date(startMs + 1).toISOString(),
      durationMs: 10,
      outcome: { detail: '503' },
      request: { headers: {}, body: null },
      response: null,
    })
    expect((await api.get(`/api/v1/attempts/down-1?channelId=${channelId}`)).body).toEqual(body)
    const other = await api.channel()
    expectRefusal(await api.get(`/api/v1/attempts/down-1?channelId=${other.id}`), 404, 'not_found')
    expectRefusal(await api.get('/api/v1/attempts/nothing'), 404, 'not_found')
  })

  test('is not there for a key of another channel, nor for one that may not read', async () => {
    const other = await api.channel()
    const stranger = await api.post('/api/v1/keys', { name: 'stranger', channelId: other.id })
    const writer = await api.post('/api/v1/keys', { name: 'writer', channelId, scopes: ['attempts:write'] })
    for (const { body } of [stranger, writer]) {
      expectRefusal(await api.get('/api/v1/attempts/down-1', { key: body.secret }), 404, 'not_found')
    }
  })
})
