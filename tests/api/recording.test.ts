import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, attempt, counts, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const ndjson = { 'content-type': 'application/x-ndjson' }
const path = (channelId: string) => `/api/v1/channels/${channelId}/attempts`
const listed = async (channelId: string) => (await api.get(`${path(channelId)}?limit=200`)).body.attempts

test('attempts of all three ways to say what happened are stored, judged and counted', async () => {
  const { id } = await api.channel()
  const answer = await api.post(path(id), {
    attempts: [
      attempt({ id: 'ok', outcome: { status: 200 } }),
      attempt({ id: 'status', outcome: { status: 503 } }),
      attempt({ id: 'error', outcome: { error: { code: 'ECONNREFUSED', phase: 'tcp' } } }),
      attempt({ id: 'cause', outcome: { cause: 'unclassified', detail: 'Stream closed unexpectedly' } }),
    ],
  })
  expect(answer.status).toBe(202)
  expect(answer.body).toEqual({ message: 'success', accepted: 4, duplicates: 0 })
  const outcomes = Object.fromEntries(
    (await listed(id)).map((one: { id: string; outcome: object }) => [one.id, one.outcome]),
  )
  expect(outcomes).toEqual({
    ok: { state: 'delivered', cause: null, detail: null, status: 200, processed: 'yes' },
    status: { state: 'failed', cause: 'error_status_code', detail: '503', status: 503, processed: 'yes' },
    error: { state: 'failed', cause: 'could_not_connect', detail: 'Connection failed', status: null, processed: 'no' },
    cause: {
      state: 'failed',
      cause: 'unclassified',
      detail: 'Stream closed unexpectedly',
      status: null,
      processed: 'maybe',
    },
  })
  expect(await counts(api, id)).toEqual({ attempts: 4, errors: 3 })
})

test('of a batch everything that was good is kept, and each wrong item is named', async () => {
  const { id } = await api.channel()
  const tooOld = Date.now() - 7 * 24 * 3_600_000 - 60_000
  const answer = await api.post(path(id), {
    attempts: [
      attempt({ id: 'first' }),
      attempt({ outcome: { cause: 'request_timeout', detail: 'Too slow' } }),
      attempt({ startedAt: tooOld }),
      attempt({ startedAt: 'yesterday' }),
      attempt({ outcome: {} }),
      'nonsense',
      attempt({ id: 'last' }),
    ],
  })
  expect(answer.status).toBe(202)
  expect(answer.body).toMatchObject({ message: 'success', accepted: 2, duplicates: 0 })
  expect(answer.body.errors.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
    [1, 'invalid_detail'],
    [2, 'time_out_of_range'],
    [3, 'invalid_time'],
    [4, 'invalid_outcome'],
    [5, 'invalid_item'],
  ])
  expect(new Set((await listed(id)).map((one: { id: string }) => one.id))).toEqual(new Set(['first', 'last']))
})

test('lines of NDJSON are recorded alike, and a broken line takes no other with it', async () => {
  const { id } = await api.channel()
  const raw = [JSON.stringify(attempt({ id: 'a' })), '', '{broken', JSON.stringify(attempt({ id: 'b' }))].join('\r\n')
  const answer = await api.post(path(id), undefined, { raw, headers: ndjson })
  expect(answer.status).toBe(202)
  expect(answer.body).toMatchObject({ accepted: 2, errors: [{ index: 1, code: 'invalid_json' }] })
  expect(await listed(id)).toHaveLength(2)
})

test('the same attempt again is a duplicate, within a batch and later; another body under its id is an error', async () => {
  const { id } = await api.channel()
  const one = attempt({ id: 'same' })
  expect((await api.post(path(id), { attempts: [one, one] })).body).toEqual({
    message: 'success',
    accepted: 1,
    duplicates: 1,
  })
  const again = await api.post(path(id), { attempts: [one, { ...one, durationMs: 11 }] })
  expect(again.body).toMatchObject({
    accepted: 0,
    duplicates: 1,
    errors: [{ index: 1, code: 'id_reused', field: 'id' }],
  })
  expect(await counts(api, id)).toEqual({ attempts: 1, errors: 1 })
  const other = await api.channel()
  expect((await api.post(path(other.id), { attempts: [one] })).body).toMatchObject({ accepted: 1 })
})

test('when every item is wrong nothing is accepted, and each says why', async () => {
  const { id } = await api.channel()
  const answer = await api.post(path(id), { attempts: [attempt({ id: '' }), attempt({ durationMs: 'long' })] })
  expectRefusal(answer, 422, 'nothing_accepted')
  expect(answer.body.errors).toHaveLength(2)
  expect(await listed(id)).toEqual([])
})

test('500 attempts are one batch, 501 are refused whole', async () => {
  const { id } = await api.channel()
  const batch = (size: number) => ({ attempts: Array.from({ length: size }, () => attempt()) })
  expect((await api.post(path(id), batch(500))).body).toMatchObject({ accepted: 500 })
  expectRefusal(await api.post(path(id), batch(501)), 413, 'payload_too_large')
  const lines = batch(501).attempts.map((one) => JSON.stringify(one))
  expectRefusal(
    await api.post(path(id), undefined, { raw: lines.join('\n'), headers: ndjson }),
    413,
    'payload_too_large',
  )
  expect(await counts(api, id)).toEqual({ attempts: 500, errors: 500 })
})

test('one attempt over 256 KiB is an item error; a body over 1 MiB is refused', async () => {
  const { id } = await api.channel()
  const big = attempt({ note: 'x'.repeat(256 * 1024) })
  const answer = await api.post(path(id), { attempts: [attempt({ id: 'small' }), big] })
  expect(answer.body).toMatchObject({ accepted: 1, errors: [{ index: 1, code: 'item_too_large' }] })
  expectRefusal(await api.post(path(id), { attempts: [big, big, big, big] }), 413, 'payload_too_large')
})

test('a body without a length is counted while it streams, and refused before it ends', async () => {
  const { id } = await api.channel()
  const line = `${JSON.stringify(attempt({ note: 'x'.repeat(60_000) }))}\n`
  const { status, sent } = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
    let sent = 0
    const url = new URL(path(id), api.server.baseUrl)
    const outgoing = request(url, { method: 'POST', headers: { ...ndjson, authorization: `Bearer ${api.key}` } })
    const more = () => {
      sent += line.length
      outgoing.write(line)
    }
    const timer = setInterval(more, 5)
    outgoing.once('response', (response) => {
      clearInterval(timer)
      resolve({ status: response.statusCode ?? 0, sent })
      outgoing.destroy()
    })
    outgoing.once('error', reject)
  })
  expect(status).toBe(413)
  expect(sent).toBeGreaterThan(1024 * 1024)
  expect(sent).toBeLessThan(2 * 1024 * 1024)
  expect(await listed(id)).toEqual([])
})

test.each([
  ['no JSON', { raw: '{"attempts":' }, 400, 'invalid_json'],
  ['no UTF-8', { raw: Uint8Array.of(0x22, 0xff, 0x22) }, 400, 'invalid_json'],
  ['too deep', { raw: `{"attempts":${'['.repeat(40)}${']'.repeat(40)}}` }, 400, 'invalid_json'],
  ['no attempts', { raw: '{}' }, 400, 'invalid_request'],
  ['an empty batch', { raw: '{"attempts":[]}' }, 400, 'invalid_request'],
  ['an empty body', { raw: '' }, 400, 'invalid_json'],
  ['another media type', { raw: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
  ['a compressed body', { raw: '{}', headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported_media_type'],
  ['no key', { raw: '{}', key: null }, 401, 'unauthorized'],
  ['a wrong key', { raw: '{}', key: `tdk_${'A'.repeat(51)}` }, 401, 'unauthorized'],
])('%s is refused', async (_what, options, status, code) => {
  const { id } = await api.channel()
  expectRefusal(await api.post(path(id), undefined, options), status, code)
  expect(await listed(id)).toEqual([])
})

test('a key records only where and what it may; what it may not see is not there', async () => {
  const [mine, other] = [await api.channel(), await api.channel()]
  const { body } = await api.post('/api/v1/keys', { name: 'mine', channelId: mine.id, scopes: ['attempts:write'] })
  const key = { key: body.secret }
  expect((await api.post(path(mine.id), { attempts: [attempt()] }, key)).status).toBe(202)
  expectRefusal(await api.post(path(other.id), { attempts: [attempt()] }, key), 404, 'not_found')
  expectRefusal(await api.get(path(mine.id), key), 404, 'not_found')
  expectRefusal(await api.get(`/api/v1/channels/${mine.id}/statistics/errors`, key), 404, 'not_found')

  const reader = await api.post('/api/v1/keys', { name: 'r', channelId: mine.id, scopes: ['statistics:read'] })
  expectRefusal(await api.post(path(mine.id), { attempts: [attempt()] }, { key: reader.body.secret }), 404, 'not_found')
  expectRefusal(await api.post(path('nothing'), { attempts: [attempt()] }), 404, 'not_found')
})

test('a connection outlives a refusal and is used again', async () => {
  const { id } = await api.channel()
  for (let n = 0; n < 3; n++) {
    expectRefusal(await api.post(path(id), undefined, { raw: 'x'.repeat(200_000), key: null }), 401, 'unauthorized')
    expect((await api.post(path(id), { attempts: [attempt()] })).status).toBe(202)
  }
})

test('a caller that breaks off midway leaves nothing behind', async () => {
  const { id } = await api.channel()
  await new Promise<void>((resolve) => {
    const headers = { ...ndjson, authorization: `Bearer ${api.key}`, 'content-length': '100000' }
    const outgoing = request(new URL(path(id), api.server.baseUrl), { method: 'POST', headers })
    outgoing.on('error', () => {})
    outgoing.once('close', () => resolve())
    outgoing.write(`${JSON.stringify(attempt())}\n`, () => outgoing.destroy())
  })
  expect((await api.get('/api/health')).status).toBe(200)
  expect(await listed(id)).toEqual([])
})
