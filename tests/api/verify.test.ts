import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Answer, type Api, expectRefusal, startApi } from './support/api.ts'
import { type Bot, startBot } from './support/bot.ts'

let api: Api
let bot: Bot
beforeAll(async () => {
  api = await startApi()
  bot = await startBot()
})
afterAll(async () => {
  await bot.close()
  await api.server.stop()
})
beforeEach(() => {
  bot.received.length = 0
  bot.answerWith(200, 'ok')
})

const channelSecret = 'the-secret-of-the-channel'
const verify = (channelId: string, body?: unknown) => api.post(`/api/v1/channels/${channelId}/verify`, body)

test('LINE’s verification is sent now, signed over exactly its bytes', async () => {
  const { id } = await api.channel({ webhookUrl: bot.url, channelSecret })
  const { status, body } = await verify(id)
  expect(status).toBe(200)
  expect(bot.received).toHaveLength(1)
  const [{ headers, body: bytes } = { headers: {}, body: Buffer.alloc(0) }] = bot.received
  expect(bytes.toString()).toMatch(/^\{"destination":"U[0-9a-f]{32}","events":\[\]\}$/)
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': createHmac('sha256', channelSecret).update(bytes).digest('base64'),
  })
  expect(body.attempt).toMatchObject({
    channelId: id,
    purpose: 'verification',
    counted: false,
    url: bot.url,
    outcome: { state: 'delivered', cause: null, detail: null, status: 200, processed: 'yes' },
    error: null,
    protocol: 'http/1.1',
    request: { body: bytes.toString() },
    response: { status: 200, body: 'ok', truncated: false },
  })
  expect(JSON.stringify(body.attempt.request)).not.toContain(headers['x-line-signature'])
  expect((await api.get(`/api/v1/attempts/${body.attempt.id}`)).body.attempt).toEqual(body.attempt)
})

test('a failure is answered with its reason, and what the bot said', async () => {
  const { id } = await api.channel({ webhookUrl: bot.url, channelSecret })
  bot.answerWith(503, 'down for lunch', { 'set-cookie': 'session=1' })
  const { status, body } = await verify(id)
  expect(status).toBe(200)
  expect(body.attempt.outcome).toEqual({
    state: 'failed',
    cause: 'error_status_code',
    detail: '503',
    status: 503,
    processed: 'yes',
  })
  expect(body.attempt.response).toMatchObject({ status: 503, body: 'down for lunch' })
  expect(JSON.stringify(body.attempt.response.headers)).not.toContain('session=1')
})

test('another URL can be verified before it is saved', async () => {
  const { id } = await api.channel({ channelSecret })
  expect((await verify(id, { webhookUrl: bot.url })).body.attempt.url).toBe(bot.url)
  expect(bot.received).toHaveLength(1)
  expect((await api.get(`/api/v1/channels/${id}`)).body.channel.webhookUrl).toBeNull()
})

test('what does not parse is an attempt, with Invalid URL syntax', async () => {
  const { id } = await api.channel()
  const { status, body } = await verify(id, { webhookUrl: 'https://example.com/a b' })
  expect(status).toBe(200)
  expect(body.attempt.outcome).toMatchObject({
    cause: 'could_not_connect',
    detail: 'Invalid URL syntax',
    processed: 'no',
  })
})

test.each([
  ['http://127.0.0.1:1/', 'Invalid URL syntax'],
  ['https://nowhere.invalid/', 'Unknown host'],
])('%s fails with %s', async (webhookUrl, detail) => {
  const { id } = await api.channel()
  expect((await verify(id, { webhookUrl })).body.attempt.outcome.detail).toBe(detail)
})

test('a closed address is a message and no attempt', async () => {
  const { id } = await api.channel()
  expectRefusal(await verify(id, { webhookUrl: 'https://169.254.169.254/' }), 422, 'address_denied')
  expect((await api.get(`/api/v1/channels/${id}/attempts`)).body.attempts).toEqual([])
})

test('without a URL there is nothing to verify', async () => {
  const { id } = await api.channel()
  expectRefusal(await verify(id), 409, 'no_webhook_url')
  expectRefusal(await verify(id, { url: bot.url }), 400, 'invalid_request')
  expectRefusal(await verify('nothing'), 404, 'not_found')
})

test('600 a minute for each key; the next waits, and another key does not', { timeout: 120_000 }, async () => {
  const { id } = await api.channel()
  const { body } = await api.post('/api/v1/keys', { name: 'busy', channelId: id })
  const ask = () => api.post(`/api/v1/channels/${id}/verify`, undefined, { key: body.secret })
  // While it asks, tokens come back at ten a second: it asks faster than that until there are none.
  let served = 0
  let limited: Answer | undefined
  while (!limited) {
    const answers = await Promise.all(Array.from({ length: 20 }, ask))
    served += answers.filter(({ body }) => body.code === 'no_webhook_url').length
    limited = answers.find(({ status }) => status === 429)
  }
  expect(served).toBeGreaterThanOrEqual(600)
  expectRefusal(limited, 429, 'rate_limited')
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
  expectRefusal(await verify(id), 409, 'no_webhook_url')
})
