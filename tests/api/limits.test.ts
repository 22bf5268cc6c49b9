import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, attempt, expectRefusal, startApi } from './support/api.ts'

const MOST = 20
let api: Api
let channelId: string

beforeAll(async () => {
  api = await startApi({ API_REQUESTS_PER_MINUTE: String(MOST) })
  channelId = (await api.channel({ webhookUrl: 'http://127.0.0.1:1999/' })).id
})
afterAll(() => api.server.stop())

const newKey = () => api.server.createKey(['--name', 'another', '--instance'])

test('a key has so many requests a minute, then 429 with Retry-After, and other keys still have theirs', async () => {
  const key = await newKey()
  for (let count = 0; count < MOST; count += 1) {
    expect((await api.get('/api/v1/channels', { key })).status).toBe(200)
  }
  for (const path of ['/api/v1/channels', '/api/v1/keys', `/api/v1/channels/${channelId}/ledger`]) {
    const answer = await api.get(path, { key })
    expectRefusal(answer, 429, 'rate_limited')
    expect(answer.body.message).toContain(`At most ${MOST} a minute for each key.`)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(61)
  }
  const created = await api.post('/api/v1/channels', { name: 'refused', kind: 'line' }, { key })
  expectRefusal(created, 429, 'rate_limited')
  const { body } = await api.get('/api/v1/channels', { key: await newKey() })
  expect(body.channels.map(({ name }: { name: string }) => name)).not.toContain('refused')
})

test('recording and delivering have ten times as many, and only besides other requests', async () => {
  const key = await newKey()
  const record = () => api.post(`/api/v1/channels/${channelId}/attempts`, { attempts: [attempt()] }, { key })
  const deliver = () => api.post(`/api/v1/channels/${channelId}/deliveries`, { body: { events: [{}] } }, { key })
  for (let count = 0; count < MOST * 10 - 1; count += 1) expect((await record()).status).toBe(202)
  expect((await deliver()).status).toBe(202)
  for (const refused of [await record(), await deliver()]) {
    expectRefusal(refused, 429, 'rate_limited')
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d?$/)
  }
  expect((await api.get('/api/v1/channels', { key })).status).toBe(200)
})

test('what is open, and what nobody may do, counts against nobody', async () => {
  for (let count = 0; count < MOST + 5; count += 1) {
    expect((await api.get('/api/health', { key: null })).status).toBe(200)
    expectRefusal(await api.get('/api/v1/channels', { key: 'tdk_wrong' }), 401, 'unauthorized')
  }
})

test('the document says the limits that this server has', async () => {
  const { body } = await api.get('/api/openapi.json', { key: null })
  expect(body.paths['/api/v1/channels'].get['x-ratelimit']).toEqual([{ most: MOST, per: 'minute', of: 'key' }])
  expect(body.paths['/api/v1/channels/{channelId}/deliveries'].post['x-ratelimit']).toEqual([
    { most: MOST * 10, per: 'minute', of: 'key' },
  ])
})
