import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, type CallOptions, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const DAY = 86_400_000
/** Long enough ago that nothing of a new channel lies there. */
const day = (ago: number) =>
  new Date(Date.now() + 9 * 3_600_000 - ago * DAY).toISOString().slice(0, 10).replaceAll('-', '/')
const startOf = (ago: number) => new Date(`${day(ago).replaceAll('/', '-')}T00:00:00+09:00`).toISOString()

const HEADER = '日付\t開始\t終了\t原因\t詳細\tエラー'
const FILE = [
  HEADER,
  `${day(2)}\t03:12:00\t03:12:39\tcould_not_connect\tTLS handshake failure\t2`,
  `${day(3)}\t14:05:07\t14:05:57\trequest_timeout\tRequest timeout\t1,024`,
  `${day(3)}\t14:04:00\t14:04:00\terror_status_code\t503\t7`,
  `${day(3)}\t14:04:00\t14:04:00\terror_status_code\t503\t7`,
  `${day(3)}\t14:03:00\t14:03:00\ttoo_slow\t503\t1`,
].join('\n')

const pathOf = (id: string, query = '') => `/api/v1/channels/${id}/imports${query}`
const send = (
  id: string,
  raw: string | Uint8Array<ArrayBuffer>,
  query = '',
  more: CallOptions = {},
): Promise<Answer> => {
  const headers = { 'content-type': 'text/tab-separated-values', ...more.headers }
  return api.post(pathOf(id, query), undefined, { ...more, raw, headers })
}
const tableOf = async (id: string) => {
  const { text } = await api.get(`/api/v1/channels/${id}/webhook-errors?from=${startOf(9)}&format=tsv&language=ja`)
  return text
}

test('a dry run says what would be imported and what not; then it is, and undone again', async () => {
  const { id } = await api.channel()
  const dry = await send(id, FILE, '?dryRun=true')
  expect(dry.status).toBe(200)
  expect(dry.body.preview).toMatchObject({
    from: startOf(3),
    to: startOf(1),
    periods: [{ from: startOf(3), to: startOf(1) }],
    rows: 3,
    errors: 1_033,
    causes: [
      { cause: 'request_timeout', errors: 1_024 },
      { cause: 'error_status_code', errors: 7 },
      { cause: 'could_not_connect', errors: 2, details: [{ detail: 'TLS handshake failure', rows: 1, errors: 2 }] },
    ],
    leftOut: { unreadable: 1, covered: 0, imported: 0, future: 0, outside: 0, duplicate: 1 },
    lines: [
      { line: 5, why: 'duplicate' },
      { line: 6, why: 'cause' },
    ],
  })
  expect((await api.get(pathOf(id))).body.imports).toEqual([])

  const done = await send(id, FILE, '?fileName=errors.tsv')
  expect(done.status).toBe(201)
  expect(done.body.preview).toEqual(dry.body.preview)
  expect(done.body.import).toMatchObject({
    channelId: id,
    fileName: 'errors.tsv',
    rows: 3,
    errors: 1_033,
    importedByName: 'tests',
  })
  expect((await api.get(pathOf(id))).body.imports).toEqual([done.body.import])
  expect((await tableOf(id)).split('\n').slice(1, 3)).toEqual([
    `${day(2)}\t03:12:00\t03:12:39\tcould_not_connect\tTLS handshake failure\t2`,
    `${day(3)}\t14:05:07\t14:05:57\trequest_timeout\tRequest timeout\t1024`,
  ])
  const statistics = `/api/v1/channels/${id}/statistics/errors?from=${startOf(4)}&to=${startOf(1)}&bucket=1d&timezone=Asia/Tokyo`
  const { data } = (await api.get(statistics)).body
  expect(data).toMatchObject({ attempts: 0, errors: 1_033, importedErrors: 1_033 })
  expect(data.imported).toEqual([[Date.parse(startOf(3)), Date.parse(startOf(1))]])
  expect(data.series).toMatchObject([
    { aggregation: 'off', attempts: null, errors: null },
    { aggregation: 'on', attempts: null, errors: 1_031, imported: true },
    { aggregation: 'on', attempts: null, errors: 2, imported: true },
  ])
  const { periods } = (await api.get(`/api/v1/channels/${id}/aggregation-periods`)).body
  expect(periods).toMatchObject([
    { from: startOf(3), to: startOf(1), importId: done.body.import.id },
    { importId: null },
  ])

  const again = await send(id, FILE)
  expect(again.status).toBe(200)
  expect(again.body).not.toHaveProperty('import')
  expect(again.body.preview).toMatchObject({ rows: 0, periods: [], leftOut: { imported: 3 } })

  const undone = await api.delete(`${pathOf(id)}/${done.body.import.id}`)
  expect(undone.body.import).toEqual(done.body.import)
  expect((await api.get(statistics)).body.data).toMatchObject({ errors: 0, importedErrors: 0, imported: [] })
  expectRefusal(await api.delete(`${pathOf(id)}/${done.body.import.id}`), 404, 'not_found')
})

test('our own file, imported into another channel, gives the same table', async () => {
  const [source, target] = [await api.channel(), await api.channel({ errorStatistics: false })]
  await send(source.id, FILE)
  const table = await tableOf(source.id)
  expect(table.trim().split('\n')).toHaveLength(4)
  expect((await send(target.id, table)).body.import).toMatchObject({ rows: 3, errors: 1_033 })
  expect(await tableOf(target.id)).toBe(table)
})

test.each([
  ['UTF-16', Buffer.from(`\ufeff${FILE}`, 'utf16le')],
  ['commas', Buffer.from(FILE.replace('1,024', '1024').replaceAll('\t', ','))],
  ['CRLF and a mark', Buffer.from(`\ufeff${FILE.replaceAll('\n', '\r\n')}\r\n`)],
])('a file with %s is read', async (_, raw) => {
  const { id } = await api.channel()
  const { status, body } = await send(id, Uint8Array.from(raw), '', { headers: { 'content-type': 'text/csv' } })
  expect(status).toBe(201)
  expect(body.import).toMatchObject({ rows: 3, errors: 1_033, fileName: null })
})

test('a quotation mark that nothing closes takes no other row with it, in a long file as in a short one', async () => {
  const { id } = await api.channel()
  const rows = Array.from({ length: 200 }, (_, minute) => {
    const time = `0${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00`
    return `${day(2)}\t${time}\t${time}\terror_status_code\t503\t1`
  })
  const { body } = await send(id, [HEADER, `"${day(2)}\t`, ...rows].join('\n'), '?dryRun=true')
  expect(body.preview).toMatchObject({ rows: 200, leftOut: { unreadable: 1 } })
})

test('time that Todoku counted is left out, and said so', async () => {
  const { id, createdAt } = await api.channel()
  const soon = new Date(Date.parse(createdAt) + 9 * 3_600_000 + 1_000).toISOString()
  const row = `${soon.slice(0, 10)}\t${soon.slice(11, 19)}\t${soon.slice(11, 19)}\terror_status_code\t503\t1`
  const { body } = await send(id, `${FILE}\n${row}`, '?dryRun=true')
  const { covered, future } = body.preview.leftOut
  expect(covered + future).toBe(1)
  expect(body.preview.rows).toBe(3)
})

test('what is no table, has nothing of the past, is too large or of another type is refused', async () => {
  const { id } = await api.channel()
  expectRefusal(await send(id, 'id\tname\n1\tx\n'), 422, 'unreadable_file')
  expectRefusal(await send(id, Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0xff])), 422, 'unreadable_file')
  const longLine = await send(id, `${HEADER}\n${'x'.repeat(5_000)}\n`)
  expectRefusal(longLine, 422, 'unreadable_file')
  expect(longLine.body.message).toContain('4096 bytes')
  expectRefusal(await send(id, `${HEADER}\n`), 422, 'empty_file')
  expectRefusal(await send(id, 'x'.repeat(4 * 1024 * 1024 + 1)), 413, 'payload_too_large')
  const row = FILE.split('\n')[1]
  expectRefusal(await send(id, `${HEADER}\n${`${row}\n`.repeat(20_001)}`), 413, 'payload_too_large')
  const json = { headers: { 'content-type': 'application/json' }, undescribed: 'it is of a type that is refused' }
  expectRefusal(await send(id, '{}', '', json), 415, 'unsupported_media_type')
})

test.each([
  '?from=2026-01-01T00:00:00Z',
  '?from=10&to=5',
  `?from=0&to=${400 * DAY}`,
  '?dryRun=perhaps',
  '?from=soon&to=now',
])('the query %s is refused', async (query) => {
  const { id } = await api.channel()
  expectRefusal(await send(id, FILE, query, { undescribed: 'it is wrong on purpose' }), 400, 'invalid_request')
})

test('a header alone says that there were no errors, where the range is given', async () => {
  const { id } = await api.channel()
  const { status, body } = await send(id, HEADER, `?from=${startOf(3)}&to=${startOf(2)}`)
  expect(status).toBe(201)
  expect(body.import).toMatchObject({ rows: 0, errors: 0, from: startOf(3), to: startOf(2) })
})

test('only a LINE channel takes one, from who may manage it', async () => {
  const braze = await api.channel({ kind: 'braze', useWebhook: false, errorStatistics: false })
  expectRefusal(await send(braze.id, FILE), 409, 'needs_line_channel')
  expectRefusal(await send(braze.id, FILE, '?dryRun=true'), 409, 'needs_line_channel')
  const { id } = await api.channel()
  const { body } = await api.post('/api/v1/keys', {
    name: 'r',
    channelId: id,
    scopes: ['statistics:read', 'attempts:write'],
  })
  const key = { key: body.secret as string }
  expectRefusal(await send(id, FILE, '', key), 404, 'not_found')
  expectRefusal(await send(id, FILE, '?dryRun=true', key), 404, 'not_found')
  expect((await api.get(pathOf(id), key)).status).toBe(200)
  expectRefusal(await api.delete(`${pathOf(id)}/x`, key), 404, 'not_found')
  expectRefusal(await send(id, FILE, '', { key: null }), 401, 'unauthorized')
})
