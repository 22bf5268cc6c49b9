import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Api, attempt, type Body, expectRefusal, startApi } from './support/api.ts'
import { type MoodyBot, startMoodyBot } from './support/moody-bot.ts'

const NAME = '予約受付ボット(本番)'
const ROWS = 1_200

let api: Api
let bot: MoodyBot
let id: string
let deliveryId: string
let runId: string
/** A range whose ends are fixed, so that two calls mean the same. */
let range: string

async function until<T>(look: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    const value = await look()
    if (isSo(value)) return value
    expect(Date.now(), JSON.stringify(value)).toBeLessThan(deadline)
  }
}

async function record(channelId: string, attempts: object[], size = 400): Promise<void> {
  for (let from = 0; from < attempts.length; from += size) {
    const { body } = await api.post(`/api/v1/channels/${channelId}/attempts`, {
      attempts: attempts.slice(from, from + size),
    })
    expect(body.accepted).toBe(Math.min(size, attempts.length - from))
  }
}

const OUTCOMES = [
  { status: 200 },
  { status: 503 },
  { error: { code: 'ENOTFOUND', phase: 'dns' } },
  { error: { code: 'ETIMEDOUT', phase: 'response' } },
]

beforeAll(async () => {
  api = await startApi()
  bot = await startMoodyBot()
  await bot.goDown()
  id = (await api.channel({ name: NAME, webhookUrl: bot.url })).id
  const startedAt = Date.now() + 2_000
  await record(
    id,
    Array.from({ length: ROWS }, (_, n) =>
      attempt({
        id: `=row ${n}`,
        startedAt: startedAt + (n % 7) * 11,
        durationMs: n,
        outcome: OUTCOMES[n % OUTCOMES.length],
        webhookEventId: n % 3 === 0 ? `＋event "${n}"` : null,
        sendId: `send ${n % 5}`,
        campaignId: n % 5 < 2 ? '@spring, "2026"' : null,
        url: `https://bot.example.com/${n}?a=1,2&b=\u201c予約\u201d`,
      }),
    ),
  )
  range = `from=${startedAt - 3_600_000}&to=${startedAt + 120_000}`
  const deliver = (n: number) =>
    api.post(`/api/v1/channels/${id}/deliveries`, {
      body: { events: [{ type: 'follow' }] },
      idempotencyKey: `-key ${n}`,
    })
  for (let n = 0; n < 3; n++) {
    const { body, text } = await deliver(n)
    expect(body.message, text).toBe('success')
    deliveryId = body.delivery.id
  }
  const ledger = async () => (await api.get(`/api/v1/channels/${id}/ledger`)).body
  await until(ledger, ({ failed }) => failed === 3)
  await bot.comeUp()
  const started = await api.post(`/api/v1/channels/${id}/redeliver`, { from: 0, to: Date.now() + 1_000 })
  runId = started.body.run.id
  const run = async () => (await api.get(`/api/v1/redeliveries/${runId}`)).body.run
  await until(run, ({ state }) => state === 'finished')
  await api.post('/api/v1/keys', { name: '+writer', channelId: id, scopes: ['attempts:write', 'statistics:read'] })
  // A key says when it was used last, but not sooner than every while: now nothing changes between two calls.
  await sleep(300)
}, 120_000)
afterAll(async () => {
  await bot.goDown()
  await api.server.stop()
})

/** The bytes of a file as they came. */
async function fileOf(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(api.server.baseUrl + path, {
    headers: { authorization: `Bearer ${api.key}`, ...headers },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, text: bytes.toString('utf8') }
}

function readFile(text: string, delimiter: string): Record<string, string>[] {
  return parse(text, { bom: true, delimiter, columns: true })
}

/** `{a: {b: 1}}` as `{'a.b': 1}`; lists of texts as one text. */
function flat(value: object, before = ''): Record<string, unknown> {
  const parts = Object.entries(value).map(([name, one]) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? flat(one, `${before}${name}.`)
      : { [before + name]: Array.isArray(one) ? one.join('; ') : one },
  )
  return Object.assign({}, ...parts)
}

/** What the texts of this test begin with that a spreadsheet would take for formulas. */
const FORMULAS = ['=row ', '＋event ', '@spring', '-key ', '+writer']

/** As a file says it, but for times. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return FORMULAS.some((formula) => text.startsWith(formula)) ? `'${text}` : text
}

type Case = {
  path: () => string
  /** The rows of the JSON answer. */
  rows: (body: Body) => object[]
  /** Where a column's value stands in a row, if not under its own name; null: it is computed of others. */
  at?: Record<string, string | null>
  /** Columns in which epoch milliseconds of the JSON become a time. */
  times?: string[]
  /** Answered the same whichever page is asked for. */
  few?: true
}

const channelPath = (of: string) => () => `/api/v1/channels/${id}/${of}`
const statistic = (of: string) => () => `/api/v1/channels/${id}/statistics/${of}`
const OUTCOME = {
  state: 'outcome.state',
  cause: 'outcome.cause',
  detail: 'outcome.detail',
  status: 'outcome.status',
  processed: 'outcome.processed',
  note: 'outcome.note',
  errorCode: 'error.code',
  errorPhase: 'error.phase',
}
const PHASES = ['dnsMs', 'tcpMs', 'tlsMs', 'sessionMs', 'firstByteMs', 'bodyMs']
const ATTEMPT = { ...OUTCOME, ...Object.fromEntries(PHASES.map((name) => [name, `phases.${name}`])) }
const percentiles = (kind: string) => ({
  [kind]: `${kind}.attempts`,
  [`${kind}P50Ms`]: `${kind}.p50`,
  [`${kind}P95Ms`]: `${kind}.p95`,
  [`${kind}P99Ms`]: `${kind}.p99`,
})
const before = (span: string, name: string) => ({
  [`attempts${name}`]: `${span}.attempts`,
  [`errors${name}`]: `${span}.errors`,
  [`rate${name}`]: null,
})

const CASES: Record<string, Case> = {
  attempts: {
    path: () => `${channelPath('attempts')()}?${range}&limit=200`,
    rows: (body) => body.attempts,
    at: ATTEMPT,
  },
  'attempts of a delivery': {
    path: () => `/api/v1/deliveries/${deliveryId}`,
    rows: (body) => body.attempts,
    at: ATTEMPT,
  },
  deliveries: { path: channelPath('deliveries'), rows: (body) => body.deliveries },
  'redelivery runs': {
    path: channelPath('redeliveries'),
    rows: (body) => body.runs,
    at: {
      chosenFrom: 'chosen.from',
      chosenTo: 'chosen.to',
      chosenCauses: 'chosen.cause',
      chosenDetails: 'chosen.detail',
      chosenStates: 'chosen.state',
      chosenSource: 'chosen.source',
      chosenWebhookEventId: 'chosen.webhookEventId',
      chosenSendId: 'chosen.sendId',
      chosenCampaignId: 'chosen.campaignId',
      ...Object.fromEntries(['total', 'waiting', 'delivered', 'failed', 'skipped'].map((of) => [of, `progress.${of}`])),
      inQueue: 'progress.sent',
    },
  },
  'redelivery items': { path: () => `/api/v1/redeliveries/${runId}/items`, rows: (body) => body.items },
  'errors over time': {
    path: () => `${statistic('errors')()}?${range}&bucket=1m`,
    rows: (body) =>
      body.data.series.map((bucket: Body) => {
        const causes = ['could_not_connect', 'request_timeout', 'error_status_code', 'unclassified']
        const counts = causes.map((cause) => [cause, bucket.errors === null ? null : (bucket.byCause[cause] ?? 0)])
        return {
          ...bucket,
          ...Object.fromEntries(counts),
          rate: bucket.attempts ? bucket.errors / bucket.attempts : null,
        }
      }),
    times: ['start'],
  },
  'errors by detail': {
    path: () => `${statistic('errors')()}?${range}&table=details`,
    rows: (body) =>
      body.data.causes
        .flatMap(({ cause, details }: Body) => details.map((detail: Body) => ({ cause, ...detail })))
        .sort((a: Body, b: Body) => b.errors - a.errors || b.lastAt - a.lastAt),
    at: { share: null },
    times: ['firstAt', 'lastAt'],
  },
  'status codes': {
    path: () => `${statistic('errors')()}?${range}&table=statuses`,
    rows: (body) =>
      body.data.causes
        .find(({ cause }: Body) => cause === 'error_status_code')
        .details.map((detail: Body) => {
          return { ...detail, statusClass: '5XX' }
        }),
    at: { share: null },
  },
  'deliveries over time': {
    path: () => `${statistic('deliveries')()}?${range}&bucket=1m`,
    rows: (body) => body.data.series,
    at: { deliveredShare: null },
    times: ['start'],
  },
  'response times': {
    path: () => `${statistic('response-times')()}?${range}&bucket=1m`,
    rows: (body) => body.data.series,
    at: { ...percentiles('successes'), ...percentiles('failures') },
    times: ['start'],
  },
  percentiles: {
    path: () => `${statistic('response-times')()}?${range}&table=percentiles`,
    rows: ({ data }) => (['successes', 'failures'] as const).map((of) => ({ of, ...data[of] })),
    at: { p50Ms: 'p50', p95Ms: 'p95', p99Ms: 'p99' },
  },
  sends: { path: channelPath('sends'), rows: (body) => body.sends, at: { rate: 'share' } },
  'sends of a campaign': {
    path: () => `${channelPath('sends')()}?campaignId=${encodeURIComponent('@spring, "2026"')}`,
    rows: (body) => body.sends,
    at: { rate: 'share' },
  },
  campaigns: { path: channelPath('campaigns'), rows: (body) => body.campaigns, at: { rate: 'share' } },
  'data series': {
    path: () => `/sends/data_series?send_id=${encodeURIComponent('send 1')}&length=3`,
    rows: (body) => body.data.map(({ time, messages }: Body) => ({ date: time, ...messages.webhook[0] })),
  },
  keys: { path: () => `/api/v1/keys?channelId=${id}&revoked=false`, rows: (body) => body.keys },
  channels: { path: () => '/api/v1/channels', rows: (body) => body.channels },
  overview: {
    path: () => '/api/v1/overview',
    rows: (body) => body.channels,
    at: {
      ...before('last24h', '24h'),
      ...before('before24h', 'Before24h'),
      ...before('lastHour', 'LastHour'),
      topCause: 'topReason.cause',
      topDetail: 'topReason.detail',
      topErrors: 'topReason.errors',
    },
  },
  'aggregation periods': { path: channelPath('aggregation-periods'), rows: (body) => body.periods },
  practice: { path: () => '/api/v1/practice', rows: () => [] },
}

/** The row of the file agrees with the row of the answer. */
function expectSame(row: Record<string, string>, answered: object, { at = {}, times = [] }: Case): void {
  const values = flat(answered)
  for (const [column, cell] of Object.entries(row)) {
    const place = column in at ? at[column] : column
    if (place === null || place === undefined) continue
    if (times.includes(column)) expect(Date.parse(cell)).toBe(values[place])
    else expect(`${column}: ${cell}`).toBe(`${column}: ${asText(values[place])}`)
  }
}

describe.each(Object.entries(CASES))('%s', (_, one) => {
  test('as CSV and as TSV are what the answer in JSON is', async () => {
    const path = one.path()
    const json = await api.get(path)
    expect(json.status, json.text).toBe(200)
    const answered = one.rows(json.body)
    const asked = [
      { type: 'text/csv', delimiter: ',', format: 'csv' },
      { type: 'text/tab-separated-values', delimiter: '\t', format: 'tsv' },
    ]
    for (const { type, delimiter, format } of asked) {
      const file = await fileOf(path, { accept: type })
      expect(file.status, file.text).toBe(200)
      expect(file.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
      expect(file.headers.get('content-disposition')).toContain(`.${format}"`)
      expect(file.text.startsWith('\ufeff')).toBe(format === 'csv')
      const rows = readFile(file.text, delimiter)
      expect(rows).toHaveLength(answered.length)
      for (const [index, row] of rows.entries()) expectSame(row, answered[index] ?? {}, one)
      const linked = await fileOf(`${path}${path.includes('?') ? '&' : '?'}format=${format}`, {
        accept: 'text/html,*/*',
      })
      expect(linked.text).toBe(file.text)
    }
    // Held against the document as well.
    await api.get(path, { headers: { accept: 'text/csv' } })
  })
})

describe('a file', () => {
  test('has all rows of the filter, whatever the length of a page', async () => {
    const path = `/api/v1/channels/${id}/attempts?${range}&detail=503`
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: Body } = await api.get(`${path}&limit=70${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...body.attempts.map((one: Body) => one.id))
      cursor = body.nextCursor
    }
    expect(paged).toHaveLength(ROWS / OUTCOMES.length)
    const { text, headers } = await fileOf(`${path}&format=csv`)
    expect(headers.get('x-next-cursor')).toBeNull()
    expect(readFile(text, ',').map((row) => row.id)).toEqual(paged.map((one) => `'${one}`))
    const all = await fileOf(`/api/v1/channels/${id}/attempts?${range}&format=tsv`)
    expect(readFile(all.text, '\t').filter(({ purpose }) => purpose === 'delivery').length).toBeGreaterThanOrEqual(ROWS)
  })

  test('is named after the channel and the range, in the letters of the channel', async () => {
    const from = Date.parse('2026-11-20T18:15:00Z')
    const path = `/api/v1/channels/${id}/attempts?from=${from}&to=${from + 86_400_000}&timezone=Asia/Tokyo&format=csv`
    const { headers } = await fileOf(path)
    const [plain, encoded] = headers.get('content-disposition')?.split("; filename*=UTF-8''") ?? []
    const rest = 'attempts-20261121T0315-20261122T0315.csv'
    expect(plain).toBe(`attachment; filename="todoku-${id}-${rest}"`)
    expect(decodeURIComponent(encoded ?? '')).toBe(`todoku-${NAME}-${rest}`)
  })

  test('has columns in a language and times in a zone where they are asked for', async () => {
    const path = `/api/v1/channels/${id}/attempts?${range}&limit=1&format=csv`
    const [row] = readFile((await fileOf(`${path}&language=ja&timezone=Asia/Tokyo`)).text, ',')
    const [plain] = readFile((await fileOf(path)).text, ',')
    expect(Object.keys(row ?? {}).slice(0, 4)).toEqual(['ID', 'チャネルID', '開始', '所要(ms)'])
    expect(row?.開始).toMatch(/\+09:00$/)
    expect(plain?.startedAt).toMatch(/Z$/)
    expect(Date.parse(row?.開始 ?? '')).toBe(Date.parse(plain?.startedAt ?? ''))
    const errors = `/api/v1/channels/${id}/statistics/errors?${range}&bucket=1h&format=csv&language=en`
    const [bucket] = readFile((await fileOf(errors)).text, ',')
    expect(bucket?.Time).toMatch(/T\d\d:00:00\.000\+09:00$/)
  })

  test('of LINE’s table has LINE’s columns, as CSV as well', async () => {
    const { body } = await api.get(`/api/v1/channels/${id}/webhook-errors?${range}&limit=1000`)
    const { text } = await fileOf(`/api/v1/channels/${id}/webhook-errors?${range}&format=csv&language=ja`)
    const lines: string[][] = parse(text, { bom: true })
    expect(lines[0]).toEqual(['日付', '開始', '終了', '原因', '詳細', 'エラー'])
    const row = (one: Body) => [one.date, one.start, one.end, one.cause, one.detail, String(one.errors)]
    expect(lines.slice(1)).toEqual(body.webhookErrors.map(row))
  })
})

describe('what is refused is no file', () => {
  test.each([
    ['a format', () => `/api/v1/channels/${id}/attempts?format=xlsx`],
    ['a time', () => `/api/v1/channels/${id}/attempts?format=csv&to=9999999999999999`],
    ['a filter', () => `/api/v1/channels/${id}/attempts?format=csv&purpose=fun`],
    ['a zone', () => '/api/v1/channels?format=csv&timezone=Mars'],
    ['a table', () => `/api/v1/channels/${id}/statistics/errors?format=csv&table=all`],
  ])('%s that there is none of', async (_, path) => {
    const answer = await api.get(path())
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.headers.get('content-disposition')).toBeNull()
  })

  test('what the caller may not see', async () => {
    const csv = { headers: { accept: 'text/csv' } }
    expectRefusal(await api.get(`/api/v1/channels/${id}/attempts`, { ...csv, key: null }), 401, 'unauthorized')
    expectRefusal(await api.get('/api/v1/channels/none/attempts?format=csv'), 404, 'not_found')
    const writer = await api.post('/api/v1/keys', { name: 'w', channelId: id, scopes: ['deliveries:write'] })
    const key = writer.body.secret
    expectRefusal(await api.get(`/api/v1/channels/${id}/attempts?format=csv`, { key }), 404, 'not_found')
    expect((await api.get('/api/v1/overview', { key })).body.channels).toEqual([])
    expect((await api.get('/api/v1/keys?format=csv')).text).not.toContain(key)
  })
})

test('a file that fails in the middle breaks off instead of ending', async () => {
  const { id: long } = await api.channel()
  const url = `https://bot.example.com/${'a'.repeat(1_900)}`
  const startedAt = Date.now()
  // Far more than a socket holds, so that most of it is read after the table is gone.
  await record(
    long,
    Array.from({ length: 8_000 }, (_, n) => attempt({ id: `l${n}`, startedAt, url })),
  )
  const response = await fetch(`${api.server.baseUrl}/api/v1/channels/${long}/attempts?format=csv`, {
    headers: { authorization: `Bearer ${api.key}` },
  })
  expect(response.status).toBe(200)
  const database = new Database(join(api.server.dataDir, 'todoku.db'))
  database.exec('ALTER TABLE attempts RENAME TO attempts_away')
  try {
    await expect(response.text()).rejects.toThrow(/terminated|closed|socket/)
    await vi.waitFor(() => expect(api.server.output()).toContain('no such table'), 10_000)
  } finally {
    database.exec('ALTER TABLE attempts_away RENAME TO attempts')
    database.close()
  }
})
