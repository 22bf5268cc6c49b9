import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, attempt, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.server.stop())

const channelScopes = ['attempts:write', 'deliveries:write', 'statistics:read', 'channel:manage']

test('a key has all scopes of its kind, is told once, and is listed without itself', async () => {
  const { id } = await api.channel()
  const { status, body } = await api.post('/api/v1/keys', { name: 'importer', channelId: id })
  expect(status).toBe(201)
  expect(body.secret).toMatch(/^tdk_/)
  expect(body.key).toMatchObject({ name: 'importer', channelId: id, scopes: channelScopes, revokedAt: null })
  const list = await api.get('/api/v1/keys')
  expect(list.body.keys.filter((key: { id: string }) => key.id === body.key.id)).toEqual([body.key])
  expect(list.text).not.toContain(body.secret)
  expect(body.secret.startsWith(body.key.prefix)).toBe(true)

  const instance = await api.post('/api/v1/keys', { name: 'all' })
  expect(instance.body.key).toMatchObject({ channelId: null, scopes: [...channelScopes, 'channels:manage'] })
})

test('a revoked key stops at once, over http and on the recording endpoint', async () => {
  const { id } = await api.channel()
  const { body } = await api.post('/api/v1/keys', { name: 'short-lived', channelId: id })
  const key = { key: body.secret }
  const record = () => api.post(`/api/v1/channels/${id}/attempts`, { attempts: [attempt()] }, key)
  expect((await record()).status).toBe(202)
  expect((await api.get(`/api/v1/channels/${id}`, key)).status).toBe(200)
  expect((await api.delete(`/api/v1/keys/${body.key.id}`)).body).toEqual({ message: 'success' })
  expectRefusal(await record(), 401, 'unauthorized')
  expectRefusal(await api.get(`/api/v1/channels/${id}`, key), 401, 'unauthorized')
  const { keys } = (await api.get('/api/v1/keys')).body
  expect(keys.find((one: { id: string }) => one.id === body.key.id).revokedAt).toEqual(expect.any(String))
})

test('the keys of a deleted channel stop at once', async () => {
  const { id } = await api.channel()
  const { body } = await api.post('/api/v1/keys', { name: 'of the channel', channelId: id })
  const ask = () => api.get('/api/v1/keys', { key: body.secret })
  expect((await ask()).status).toBe(200)
  await api.delete(`/api/v1/channels/${id}`)
  expectRefusal(await ask(), 401, 'unauthorized')
})

test('a key that the command line makes works at once beside the server', async () => {
  const { id } = await api.channel()
  const key = await api.server.createKey(['--name', 'cli', '--channel', id, '--scope', 'statistics:read'])
  expect((await api.get(`/api/v1/channels/${id}/statistics/errors`, { key })).status).toBe(200)
  expectRefusal(await api.patch(`/api/v1/channels/${id}`, { name: 'x' }, { key }), 404, 'not_found')
})

test('a key of a channel gives away no more than it has', async () => {
  const [mine, other] = [await api.channel(), await api.channel()]
  const { body } = await api.post('/api/v1/keys', { name: 'manager', channelId: mine.id, scopes: ['channel:manage'] })
  const key = { key: body.secret }
  const ask = (wanted: object) => api.post('/api/v1/keys', { name: 'more', ...wanted }, key)
  expectRefusal(await ask({}), 404, 'not_found')
  expectRefusal(await ask({ channelId: other.id }), 404, 'not_found')
  expectRefusal(await ask({ channelId: mine.id, scopes: ['attempts:write'] }), 404, 'not_found')
  expect((await ask({ channelId: mine.id, scopes: ['channel:manage'] })).status).toBe(201)
  const seen = (await api.get('/api/v1/keys', key)).body.keys
  expect(new Set(seen.map((one: { channelId: string }) => one.channelId))).toEqual(new Set([mine.id]))
})

test.each([
  [{}, 400, 'invalid_request'],
  [{ name: '' }, 400, 'invalid_request'],
  [{ name: 'x', scopes: ['everything'] }, 400, 'invalid_request'],
  [{ name: 'x', scopes: [] }, 400, 'invalid_request'],
  [{ name: 'x', channelId: 'nothing' }, 404, 'not_found'],
])('%j makes no key', async (wanted, status, code) => {
  expectRefusal(await api.post('/api/v1/keys', wanted), status, code)
})

test('a scope of the instance is none of a channel', async () => {
  const { id } = await api.channel()
  const answer = await api.post('/api/v1/keys', { name: 'x', channelId: id, scopes: ['channels:manage'] })
  expectRefusal(answer, 400, 'invalid_request')
})

test('a key that is not there cannot be revoked', async () => {
  expectRefusal(await api.delete('/api/v1/keys/nothing'), 404, 'not_found')
})
