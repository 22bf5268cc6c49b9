import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webhookErrorsAnswer } from '@/lib/http/schemas/webhook-errors.ts'
import { type Api, expectRefusal, startApi } from './support/api.ts'

const MINUTE = 60_000

let api: Api
let channelId: string
let fromMs: number
beforeAll(async () => {
  api = await startApi()
  channelId = (await api.channel({ timezone: 'America/New_York' })).id
  // In the next minute: after the statistics were switched on, and before what the API takes for the future.
  fromMs = Math.ceil(Date.now() / MINUTE) * MINUTE
  const failed = (id: string, second: number, outcome: object, more = {}) => {
    return { id, startedAt: fromMs + second * 1_000, durationMs: 9, outcome, ...more }
  }
  const attempts = [
    failed('a', 0, { status: 503 }),
    failed('b', 39, { status: 503 }, { purpose: 'redelivery' }),
    failed('c', 21, { error: { code: 'ENOTFOUND', phase: 'dns' } }),
    failed('d', 22, { status: 200 }),
    failed('e', 23, { status: 500 }, { purpose: 'verification' }),
    failed('f', 61, { status: 503 }),
  ]
  const { body } = await api.post(`/api/v1/channels/${channelId}/attempts`, { attempts })
  expect(body.accepted).toBe(attempts.length)
})
afterAll(() => api.server.stop())

const errors = (query = '', options = {}) => api.get(`/api/v1/channels/${channelId}/webhook-errors${query}`, options)
const range = () => `from=${fromMs}&to=${fromMs + 5 * MINUTE}`
/** On LINE's clock, whatever the channel's zone is. */
const wall = (second: number) => new Date(fromMs + second * 1_000 + 9 * 60 * MINUTE).toISOString()
const date = (second: number) => wall(second).slice(0, 10).replaceAll('-', '/')
const time = (second: number) => wall(second).slice(11, 19)

describe('LINE’s table of errors', () => {
  test('has a row for each minute, cause and detail, in UTC+9, newest first', async () => {
    const { body } = await errors(`?${range()}`)
    expect(() => webhookErrorsAnswer.parse(body)).not.toThrow()
    expect(body).toMatchObject({ from: fromMs, to: fromMs + 5 * MINUTE, nextCursor: null })
    const at = (second: number) => new Date(fromMs + second * 1_000).toISOString()
    const row = (first: number, last: number, cause: string, detail: string, count: number) => {
      const times = { date: date(first), start: time(first), end: time(last), firstAt: at(first), lastAt: at(last) }
      return { ...times, cause, detail, errors: count }
    }
    expect(body.webhookErrors).toEqual([
      row(61, 61, 'error_status_code', '503', 1),
      row(21, 21, 'could_not_connect', 'Unknown host', 1),
      row(0, 39, 'error_status_code', '503', 2),
    ])
  })

  test('comes as TSV under LINE’s own names of the columns', async () => {
    const tsv = (language: string) =>
      errors(`?${range()}`, { headers: { accept: 'text/tab-separated-values', 'accept-language': language } })
    const { text, headers } = await tsv('ja')
    expect(headers.get('content-type')).toBe('text/tab-separated-values; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="todoku-test-webhook-errors-\d{8}T\d{4}-\d{8}T\d{4}\.tsv"$/,
    )
    expect(text.split('\n')).toEqual([
      '日付\t開始\t終了\t原因\t詳細\tエラー',
      [date(61), time(61), time(61), 'error_status_code', '503', '1'].join('\t'),
      [date(21), time(21), time(21), 'could_not_connect', 'Unknown host', '1'].join('\t'),
      [date(0), time(0), time(39), 'error_status_code', '503', '2'].join('\t'),
      '',
    ])
    expect((await tsv('en-GB, ja;q=0.5')).text.split('\n')[0]).toBe('Date\tStart\tEnd\tReason\tDetail\tErrors')
  })

  test('comes page by page, in JSON and as TSV', async () => {
    const first = await errors(`?${range()}&limit=1`)
    expect(first.body.webhookErrors).toHaveLength(1)
    const second = await errors(`?${range()}&limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body.webhookErrors).toHaveLength(2)
    expect(second.body.nextCursor).toBeNull()
    const tsv = await errors(`?${range()}&limit=2`, { headers: { accept: 'text/tab-separated-values' } })
    expect(tsv.headers.get('x-next-cursor')).toBe(first.body.nextCursor)
    expect(tsv.text.split('\n')).toHaveLength(3)
  })

  test('is narrowed by cause and detail', async () => {
    const details = async (query: string) =>
      (await errors(`?${range()}&${query}`)).body.webhookErrors.map(({ detail }: { detail: string }) => detail)
    expect(await details('cause=could_not_connect')).toEqual(['Unknown host'])
    expect(await details('detail=503')).toEqual(['503', '503'])
  })

  test.each(['?from=2000&to=1000', '?cause=bad_luck', '?detail=Unknown%20ghost', '?cursor=!', '?limit=1001', '?x=1'])(
    '%s is refused',
    async (query) => {
      expectRefusal(await errors(query), 400, 'invalid_request')
    },
  )

  test('is for who may read statistics of the channel', async () => {
    expectRefusal(await errors('', { key: null }), 401, 'unauthorized')
    const writer = await api.post('/api/v1/keys', { name: 'writer', channelId, scopes: ['deliveries:write'] })
    expectRefusal(await errors('', { key: writer.body.secret }), 404, 'not_found')
  })
})
