import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const pathOf = (id: string) => `/api/v1/channels/${id}/marks`
const keyOf = async (channelId: string, ...scopes: string[]) =>
  (await api.post('/api/v1/keys', { name: scopes.join(), channelId, scopes })).body.secret as string
const deploys = async (id: string) =>
  (await api.get(pathOf(id))).body.marks.filter(({ kind }: { kind: string }) => kind === 'deploy')

test('a deploy is marked now or then, listed, on every chart, and taken away', async () => {
  const { id } = await api.channel()
  const begun = Date.now()
  const now = await api.post(pathOf(id), { text: ' v2.14.0 ' })
  expect(now.status).toBe(201)
  expect(now.body.mark).toMatchObject({ kind: 'deploy', label: 'v2.14.0', id: expect.any(String) })
  expect(now.body.mark.at).toBeGreaterThanOrEqual(begun)
  const then = await api.post(pathOf(id), {
    text: 'v2.13.0',
    at: new Date(begun - 3_600_000).toISOString(),
    kind: 'deploy',
  })
  expect(then.body.mark.at).toBe(begun - 3_600_000)
  expect(await deploys(id)).toEqual([then.body.mark, now.body.mark])
  for (const statistic of ['errors', 'deliveries', 'response-times']) {
    const { body } = await api.get(`/api/v1/channels/${id}/statistics/${statistic}`)
    expect(body.data.marks.filter(({ kind }: { kind: string }) => kind === 'deploy')).toHaveLength(2)
  }
  const tsv = await api.get(`${pathOf(id)}?format=tsv&language=en`)
  expect(tsv.text.split('\n')[0]?.split('\t')).toHaveLength(4)
  expect(tsv.text).toContain('v2.14.0')
  expect((await api.delete(`${pathOf(id)}/${now.body.mark.id}`)).body.mark).toEqual(now.body.mark)
  expect(await deploys(id)).toEqual([then.body.mark])
  expectRefusal(await api.delete(`${pathOf(id)}/${now.body.mark.id}`), 404, 'not_found')
})

test('what Todoku marks itself has no id and stays', async () => {
  const { id } = await api.channel({ errorStatistics: false })
  await api.patch(`/api/v1/channels/${id}`, { errorStatistics: true })
  const { marks } = (await api.get(pathOf(id))).body
  expect(marks).toEqual([{ at: expect.any(Number), kind: 'statistics_on', label: '' }])
  expectRefusal(await api.delete(`${pathOf(id)}/1`), 404, 'not_found')
})

test('the same idempotencyKey sets one mark, once', async () => {
  const { id } = await api.channel()
  const asked = { text: 'v3', idempotencyKey: 'deploy-7' }
  const first = await api.post(pathOf(id), asked)
  const again = await api.post(pathOf(id), asked)
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body).toEqual(first.body)
  expectRefusal(await api.post(pathOf(id), { ...asked, text: 'v4' }), 422, 'idempotency_key_reused')
  expectRefusal(await api.post(pathOf(id), { ...asked, at: 1_000 }), 422, 'idempotency_key_reused')
  const other = await api.channel()
  expect((await api.post(pathOf(other.id), asked)).status).toBe(201)
  expect(await deploys(id)).toHaveLength(1)
})

test('a key that records may mark and take nothing away, one that reads may not mark', async () => {
  const { id } = await api.channel()
  const asked = { text: 'v1' }
  for (const scope of ['attempts:write', 'channel:manage']) {
    const key = await keyOf(id, scope)
    const { status, body } = await api.post(pathOf(id), asked, { key })
    expect(status).toBe(201)
    const removed = await api.delete(`${pathOf(id)}/${body.mark.id}`, { key })
    if (scope === 'channel:manage') expect(removed.status).toBe(200)
    else expectRefusal(removed, 404, 'not_found')
    expectRefusal(await api.get(pathOf(id), { key }), 404, 'not_found')
  }
  const reader = await keyOf(id, 'statistics:read', 'deliveries:write')
  expect((await api.get(pathOf(id), { key: reader })).status).toBe(200)
  expectRefusal(await api.post(pathOf(id), asked, { key: reader }), 404, 'not_found')
  expectRefusal(await api.post(pathOf(id), asked, { key: null }), 401, 'unauthorized')
  const other = await api.channel()
  const foreign = await keyOf(other.id, 'attempts:write')
  expectRefusal(await api.post(pathOf(id), asked, { key: foreign }), 404, 'not_found')
})

test.each([
  ['no text', {}],
  ['an empty text', { text: '  ' }],
  ['a long text', { text: 'x'.repeat(201) }],
  ['two lines', { text: 'a\nb' }],
  ['a text that turns around', { text: '\u202ev1' }],
  ['half a character', { text: '\ud83d' }],
  ['another kind', { text: 'x', kind: 'suspended' }],
  ['a time that is none', { text: 'x', at: 'yesterday' }],
])('%s is refused', async (_, body) => {
  const { id } = await api.channel()
  expectRefusal(await api.post(pathOf(id), body, { undescribed: 'it is wrong on purpose' }), 400, 'invalid_request')
})

test('the future is refused, but for a clock that runs ahead', async () => {
  const { id } = await api.channel()
  expect((await api.post(pathOf(id), { text: 'x', at: Date.now() + 60_000 })).status).toBe(201)
  expectRefusal(await api.post(pathOf(id), { text: 'x', at: Date.now() + 360_000 }), 400, 'invalid_request')
})
