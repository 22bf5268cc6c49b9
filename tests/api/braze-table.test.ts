import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BRAZE_ROWS, type SentRows, sendEveryBrazeRow } from '../support/braze-rows.ts'
import { startTrustedPracticeBot, type TrustedPracticeBot } from '../support/trusted-practice-bot.ts'
import { type Api, type Body, startApi } from './support/api.ts'

let bot: TrustedPracticeBot
let api: Api
let sent: SentRows

beforeAll(async () => {
  bot = await startTrustedPracticeBot()
  api = await startApi(bot.env)
  sent = await sendEveryBrazeRow(api.server.baseUrl, api.key, bot.braze.restEndpoint)
}, 120_000)
afterAll(async () => {
  await api.server.stop()
  await bot.stop()
})

/** How many deliveries were answered so. */
const countOf = (detail: string) => sent.rows.filter((row) => row.detail === detail).length
const failed = () => sent.rows.filter(({ detail }) => detail !== null)
const get = async (path: string): Promise<Body> => (await api.get(`/api/v1/channels/${sent.channelId}${path}`)).body
const statistics = async (query = ''): Promise<Body> =>
  (await get(`/statistics/errors?to=${Date.now() + 60_000}${query}`)).data
const name = (detail: string) => encodeURIComponent(detail)

test('a delivery was sent for every row of the table', () => {
  expect(new Set(failed().map(({ detail }) => detail))).toEqual(new Set(BRAZE_ROWS))
})

describe('all rows together', () => {
  test('are the details of one cause in the statistics, each with its count', async () => {
    const { attempts, errors, causes } = await statistics()
    expect({ attempts, errors }).toEqual({ attempts: sent.rows.length, errors: failed().length })
    expect(causes.filter((cause: Body) => cause.errors > 0)).toHaveLength(1)
    const [{ cause, details }] = causes.filter((each: Body) => each.errors > 0)
    expect(cause).toBe('error_status_code')
    expect(Object.fromEntries(details.map((each: Body) => [each.detail, each.errors]))).toEqual(
      Object.fromEntries(BRAZE_ROWS.map((detail) => [detail, countOf(detail)])),
    )
  })

  test('are told apart by class: 4XX the caller’s, 5XX Braze’s', async () => {
    const of = (digit: string) => failed().filter(({ detail }) => detail?.startsWith(digit)).length
    expect([(await statistics('&statusClass=4xx')).errors, (await statistics('&statusClass=5xx')).errors]).toEqual([
      of('4'),
      of('5'),
    ])
    expect((await get('/attempts?statusClass=2xx&limit=200')).attempts).toHaveLength(sent.rows.length - failed().length)
  })

  test('are in the table of errors by minute', async () => {
    const { webhookErrors } = await get('/webhook-errors')
    const sums = new Map<string, number>()
    for (const { detail, errors } of webhookErrors) sums.set(detail, (sums.get(detail) ?? 0) + errors)
    expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(BRAZE_ROWS.map((detail) => [detail, countOf(detail)])))
  })
})

describe.each(BRAZE_ROWS)('%s', (detail) => {
  const row = () => sent.rows.find((each) => each.detail === detail)

  test('is a series of its own', async () => {
    const { errors, series } = await statistics(`&cause=error_status_code&detail=${name(detail)}`)
    const inSeries = series.reduce((sum: number, { byDetail }: Body) => sum + (byDetail?.[detail] ?? 0), 0)
    expect([errors, inSeries]).toEqual([countOf(detail), countOf(detail)])
  })

  test('is found among attempts and deliveries, and told by each', async () => {
    const processed = detail.startsWith('5') ? 'maybe' : 'no'
    const outcome = {
      state: 'failed',
      cause: 'error_status_code',
      detail,
      status: Number(detail.slice(0, 3)),
      processed,
    }
    const { attempts } = await get(`/attempts?limit=200&detail=${name(detail)}`)
    expect(attempts).toHaveLength(countOf(detail))
    for (const attempt of attempts) expect(attempt).toMatchObject({ purpose: 'delivery', counted: true, outcome })
    const { deliveries } = await get(`/deliveries?limit=200&reason=${name(detail)}`)
    expect(deliveries.map(({ reason, state }: Body) => [reason, state])).toEqual(
      Array(countOf(detail)).fill([detail, 'failed']),
    )

    const { body } = await api.get(`/api/v1/attempts/${row()?.attemptId}`)
    expect(body.attempt).toMatchObject({ deliveryId: row()?.deliveryId, outcome })
    const { message, errors = [] } = JSON.parse(body.attempt.response.body)
    // What Braze answered, by which the row was told: its name, or the sentence beside "Bad Request".
    const sentence = detail.endsWith('(send_at)')
      ? 'send_at'
      : detail.endsWith('(in_local_time)')
        ? 'in_local_time'
        : ''
    expect(message).toBe(detail.slice(4).replace(/ \(.*\)$/, ''))
    expect(errors.join()).toContain(sentence)
  })
})

describe('what was accepted', () => {
  test.each([
    ['queued', 202, []],
    ['unreadable', 200, []],
    ['minor_errors', 201, [0, 1, 2].map((index) => `external_user_id is unknown: unknown-${index}`)],
  ] as const)('%s is remarked, and no error', async (note, status, minorErrors) => {
    const row = sent.rows.find((each) => each.note === note)
    const { body } = await api.get(`/api/v1/attempts/${row?.attemptId}`)
    expect(body.attempt).toMatchObject({ outcome: { state: 'delivered', cause: null, detail: null, status, note } })
    expect(body.attempt.minorErrors).toEqual(minorErrors)
    const { body: delivery } = await api.get(`/api/v1/deliveries/${row?.deliveryId}`)
    expect(delivery.delivery).toMatchObject({ state: 'delivered', reason: null })
    const { attempts } = await get('/attempts?state=delivered&limit=200')
    expect(attempts.filter((each: Body) => each.outcome.note === note).map(({ id }: Body) => id)).toEqual([
      row?.attemptId,
    ])
  })

  test('is beside the errors in the series, each remark by itself', async () => {
    const { series, minorErrors } = await statistics()
    const sumOf = (note: string) => series.reduce((sum: number, { byNote }: Body) => sum + (byNote?.[note] ?? 0), 0)
    expect(['minor_errors', 'queued', 'unreadable'].map(sumOf)).toEqual([1, 1, 1])
    expect(minorErrors.map(({ count }: Body) => count)).toEqual([1, 1, 1])
  })
})
