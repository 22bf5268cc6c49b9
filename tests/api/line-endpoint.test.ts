import { type AddressInfo, createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type LineBot, startLineBot } from '../support/line-bot.ts'
import { lineSchema } from '../support/line-schema.ts'
import { startServer } from '../support/start-server.ts'
import { type Api, type Body, startApi } from './support/api.ts'

const channelSecret = 'the-secret-of-the-channel'
let api: Api
let bot: LineBot
beforeAll(async () => {
  api = await startApi()
  bot = await startLineBot({ channelSecret })
})
afterAll(async () => {
  await bot.close()
  await api.server.stop()
})
beforeEach(() => {
  bot.accepted.length = 0
  bot.answerWith((_webhook, response) => void response.writeHead(200).end())
})

type Client = messagingApi.MessagingApiClient

const clientWith = (channelAccessToken: string): Client =>
  new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: api.server.baseUrl })

const keyOf = async (channelId: string, scopes?: string[]): Promise<string> =>
  (await api.post('/api/v1/keys', { name: 'bot', channelId, scopes })).body.secret

/** A channel of its own, and LINE's client with a key of it. */
async function lineChannel(
  settings: Record<string, unknown> = {},
): Promise<{ id: string; key: string; client: Client }> {
  const secret = settings.kind === 'braze' ? {} : { channelSecret }
  const { id } = await api.channel({ ...secret, ...settings })
  const key = await keyOf(id)
  return { id, key, client: clientWith(key) }
}

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isEndpoint = lineSchema('messaging-api.yml', 'GetWebhookEndpointResponse')
const isTestResult = lineSchema('messaging-api.yml', 'TestWebhookEndpointResponse')
const isError = lineSchema('messaging-api.yml', 'ErrorResponse')

/** What the SDK throws, its body held against LINE's file. */
async function refusal(call: Promise<unknown>): Promise<{ status: number; body: Body; headers: Headers }> {
  const error: unknown = await call.catch((thrown: unknown) => thrown)
  if (!(error instanceof HTTPFetchError)) throw new Error(`no HTTPFetchError but ${String(error)}`)
  const { status, headers, body } = error
  expect(headers.get('x-line-request-id')).toMatch(REQUEST_ID)
  expect(isError(JSON.parse(body))).toEqual([])
  return { status, body: JSON.parse(body), headers }
}

async function expectRefused(call: Promise<unknown>, status: number, message: unknown): Promise<void> {
  const { status: was, body } = await refusal(call)
  expect({ status: was, body }).toEqual({ status, body: { message } })
}

/** What the test of the endpoint answered, held against LINE's file. */
async function testOf(client: Client, endpoint?: string): Promise<Body> {
  const asked = endpoint === undefined ? undefined : { endpoint }
  const { httpResponse, body } = await client.testWebhookEndpointWithHttpInfo(asked)
  expect([httpResponse.status, httpResponse.headers.get('x-line-request-id')]).toEqual([
    200,
    expect.stringMatching(REQUEST_ID),
  ])
  expect(isTestResult(body)).toEqual([])
  return body
}

const attemptsOf = async (channelId: string): Promise<Body[]> =>
  (await api.get(`/api/v1/channels/${channelId}/attempts`)).body.attempts

test('LINE’s client sets the endpoint and gets it back, and whether it is used', async () => {
  const { id, client } = await lineChannel()
  await expectRefused(client.getWebhookEndpoint(), 404, 'Webhook endpoint not found')

  const set = await client.setWebhookEndpointWithHttpInfo({ endpoint: bot.url })
  expect([set.httpResponse.status, set.body]).toEqual([200, {}])
  expect(set.httpResponse.headers.get('x-line-request-id')).toMatch(REQUEST_ID)

  const got = await client.getWebhookEndpointWithHttpInfo()
  expect(isEndpoint(got.body)).toEqual([])
  expect(got.body).toEqual({ endpoint: bot.url, active: true })
  expect(got.httpResponse.headers.get('x-line-request-id')).toMatch(REQUEST_ID)
  await api.patch(`/api/v1/channels/${id}`, { useWebhook: false })
  expect(await client.getWebhookEndpoint()).toEqual({ endpoint: bot.url, active: false })
  expect((await api.get(`/api/v1/channels/${id}`)).body.channel.webhookUrl).toBe(bot.url)
})

test('what is set leaves its mark on the chart, as a PATCH does', async () => {
  const { id, client } = await lineChannel()
  await client.setWebhookEndpoint({ endpoint: bot.url })
  await client.setWebhookEndpoint({ endpoint: bot.url })
  const { body } = await api.get(`/api/v1/channels/${id}/statistics/errors?to=${Date.now() + 3_600_000}`)
  expect(body.data.marks.filter(({ kind }: Body) => kind === 'webhook_url')).toHaveLength(1)
})

test.each([
  'no url',
  '',
  'http://',
  'ftp://example.com/webhook',
  'https://me:secret@example.com/',
  'https://example.com:22/',
  'https://example.com/\ud800',
  `https://example.com/${'x'.repeat(500)}`,
  'https://169.254.169.254/latest/meta-data',
  'https://2852039166/',
  'https://[::ffff:a9fe:a9fe]/',
])('%j is an invalid endpoint, to set as to test', async (endpoint) => {
  const { id, client } = await lineChannel({ webhookUrl: bot.url })
  await expectRefused(client.setWebhookEndpoint({ endpoint }), 400, 'Invalid webhook endpoint URL')
  await expectRefused(client.testWebhookEndpoint({ endpoint }), 400, 'Invalid webhook endpoint URL')
  expect(await client.getWebhookEndpoint()).toMatchObject({ endpoint: bot.url })
  expect((await attemptsOf(id)).every(({ purpose }) => purpose === 'verification')).toBe(true)
})

test('a host that does not resolve is set, and refused when it is tested', async () => {
  const { id, client } = await lineChannel()
  await client.setWebhookEndpoint({ endpoint: 'https://nowhere.invalid/webhook' })
  expect(await client.getWebhookEndpoint()).toMatchObject({ endpoint: 'https://nowhere.invalid/webhook' })
  await expectRefused(client.testWebhookEndpoint(), 400, 'Invalid webhook endpoint URL')
  expect(await attemptsOf(id)).toMatchObject([
    { purpose: 'verification', counted: false, outcome: { detail: 'Unknown host' } },
  ])
})

test('the test sends what a bot with LINE’s middleware accepts, to the saved URL or to the given one', async () => {
  const { id, key, client } = await lineChannel({ webhookUrl: bot.url })
  const before = Date.now()
  const result = await testOf(client)
  expect(result).toEqual({
    success: true,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    statusCode: 200,
    reason: 'OK',
    detail: '200',
  })
  expect(Date.parse(result.timestamp)).toBeGreaterThanOrEqual(before)
  expect(Date.parse(result.timestamp)).toBeLessThanOrEqual(Date.now())
  expect(await testOf(client, `${bot.url}/other`)).toMatchObject({ success: true })
  const empty = await api.post('/v2/bot/channel/webhook/test', {}, { key })
  expect([empty.status, empty.body.reason]).toEqual([200, 'OK'])
  expect(bot.accepted.map(({ path, events }) => ({ path, events }))).toEqual([
    { path: '/webhook', events: [] },
    { path: '/webhook/other', events: [] },
    { path: '/webhook', events: [] },
  ])
  expect(bot.rejected).toEqual([])
  const attempts = await attemptsOf(id)
  expect(attempts).toHaveLength(3)
  expect(attempts.every(({ purpose, counted }) => purpose === 'verification' && counted === false)).toBe(true)
  expect(await client.getWebhookEndpoint()).toMatchObject({ endpoint: bot.url })
})

test('without a saved URL only a given one can be tested', async () => {
  const { client } = await lineChannel()
  await expectRefused(client.testWebhookEndpoint(), 404, 'Webhook endpoint not found')
  await expectRefused(client.testWebhookEndpoint({}), 404, 'Webhook endpoint not found')
  expect(await testOf(client, bot.url)).toMatchObject({ success: true })
})

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const end = (server: Server) => new Promise((resolve) => server.close(resolve))

test('COULD_NOT_CONNECT with the label and the URL: a port that nobody listens on, no TLS where TLS is due', async () => {
  const { client } = await lineChannel({ webhookUrl: bot.url })
  const nobody = createServer()
  const port = await listen(nobody)
  await end(nobody)
  const refused = `http://127.0.0.1:${port}/webhook`
  const failed = { success: false, statusCode: 0, reason: 'COULD_NOT_CONNECT' }
  expect(await testOf(client, refused)).toMatchObject({ ...failed, detail: `Connection failed: ${refused}` })
  const plain = bot.url.replace('http:', 'https:')
  expect(await testOf(client, plain)).toMatchObject({ ...failed, detail: `No SSL/TLS record: ${plain}` })
})

test('REQUEST_TIMEOUT: a bot that does not answer in time', async () => {
  const { id, client } = await lineChannel({ webhookUrl: bot.url, timeoutMs: 300 })
  bot.answerWith(() => {})
  const result = { success: false, statusCode: 0, reason: 'REQUEST_TIMEOUT', detail: 'Request timeout' }
  expect(await testOf(client)).toMatchObject(result)
  bot.answerWith((_webhook, response) => void response.writeHead(200, { 'content-length': 10 }).write('half'))
  expect(await testOf(client)).toMatchObject(result)
  expect(await attemptsOf(id)).toHaveLength(2)
})

test('ERROR_STATUS_CODE: whatever is not 2xx, a redirect too', async () => {
  const { client } = await lineChannel({ webhookUrl: bot.url })
  for (const status of [503, 404, 308]) {
    bot.answerWith((_webhook, response) => void response.writeHead(status, { location: bot.url }).end())
    expect(await testOf(client)).toMatchObject({
      success: false,
      statusCode: status,
      reason: 'ERROR_STATUS_CODE',
      detail: String(status),
    })
  }
  bot.answerWith((_webhook, response) => void response.writeHead(204).end())
  expect(await testOf(client)).toMatchObject({ success: true, statusCode: 204, reason: 'OK', detail: '204' })
})

test('UNCLASSIFIED: a connection reset after the request, an answer that is not HTTP', async () => {
  const { client } = await lineChannel()
  const reset = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.resetAndDestroy()))
  const chat = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end('hello\r\n\r\n')))
  const failed = { success: false, statusCode: 0, reason: 'UNCLASSIFIED' }
  expect(await testOf(client, `http://127.0.0.1:${await listen(reset)}/`)).toMatchObject({
    ...failed,
    detail: 'Session closed unexpectedly',
  })
  expect(await testOf(client, `http://127.0.0.1:${await listen(chat)}/`)).toMatchObject({
    ...failed,
    detail: 'Unclassified webhook dispatch error',
  })
  await Promise.all([end(reset), end(chat)])
})

test('401 for what is not the key of a channel that may be managed, with the reason', async () => {
  const { id, key } = await lineChannel({ webhookUrl: bot.url })
  const reading = await keyOf(id, ['statistics:read', 'deliveries:write'])
  const because = (reason: string) => `Authentication failed due to the following reason: ${reason}`
  const wrong: [string, string][] = [
    ['tdk_wrong', 'This API key is not valid.'],
    [api.key, 'this API key belongs to the instance and names no channel. Use a key of the channel.'],
    [reading, 'this API key has no scope channel:manage.'],
  ]
  for (const [token, reason] of wrong) {
    const client = clientWith(token)
    const calls = [
      () => client.getWebhookEndpoint(),
      () => client.setWebhookEndpoint({ endpoint: bot.url }),
      () => client.testWebhookEndpoint(),
    ]
    for (const call of calls) await expectRefused(call(), 401, because(reason))
  }
  for (const authorization of [undefined, 'Basic dXNlcjpwYXNz', 'Bearer', key]) {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const answer = await api.get('/v2/bot/channel/webhook/endpoint', { key: null, headers })
    expect(answer.status).toBe(401)
    expect(isError(answer.body)).toEqual([])
    expect(answer.body.message).toContain(because('no API key. Send Authorization: Bearer <key>'))
  }
  expect(bot.accepted).toEqual([])
})

test('a Braze channel has no endpoint of LINE’s', async () => {
  const { client } = await lineChannel({ kind: 'braze' })
  await expectRefused(client.getWebhookEndpoint(), 404, 'Webhook endpoint not found')
  await expectRefused(client.setWebhookEndpoint({ endpoint: bot.url }), 404, 'Webhook endpoint not found')
  await expectRefused(client.testWebhookEndpoint({ endpoint: bot.url }), 404, 'Webhook endpoint not found')
  expect(bot.accepted).toEqual([])
})

const LIMITED = 'The API rate limit has been exceeded. Try again later.'

test('60 tests an hour for each channel, in whatever way they end; other calls and channels go on', async () => {
  const { client } = await lineChannel()
  for (let sent = 0; sent < 60; sent++) {
    expect((await refusal(client.testWebhookEndpoint())).status).toBe(404)
  }
  await expectRefused(client.testWebhookEndpoint({ endpoint: bot.url }), 429, LIMITED)
  const { headers } = await refusal(client.testWebhookEndpoint({ endpoint: bot.url }))
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(3_000)
  expect(bot.accepted).toEqual([])
  await client.setWebhookEndpoint({ endpoint: bot.url })
  expect(await testOf((await lineChannel()).client, bot.url)).toMatchObject({ success: true })
})

test('1,000 a minute for getting, whose limit is not that of setting', { timeout: 120_000 }, async () => {
  const { client } = await lineChannel({ webhookUrl: bot.url })
  let served = 0
  let limited: unknown
  while (!limited) {
    const calls = Array.from({ length: 25 }, () => client.getWebhookEndpoint())
    for (const result of await Promise.allSettled(calls)) {
      if (result.status === 'fulfilled') served++
      else limited = result.reason
    }
  }
  expect(served).toBeGreaterThanOrEqual(1_000)
  await expectRefused(Promise.reject(limited), 429, LIMITED)
  await client.setWebhookEndpoint({ endpoint: bot.url })
})

test.each<[string, number, string, Record<string, string>]>([
  ['{', 400, 'The request body could not be parsed as JSON', {}],
  ['null', 400, 'The request body has 1 error(s)', {}],
  ['{"endpoint":1}', 400, 'The request body has 1 error(s)', {}],
  [
    '{"endpoint":"https://example.com/"}',
    415,
    'Send it with content-type application/json.',
    { 'content-type': 'text/plain' },
  ],
  [`{"endpoint":"${'x'.repeat(70_000)}"}`, 413, 'The body is larger than 64 KiB.', {}],
])('a body that cannot be used is refused in LINE’s form: %.20s', async (raw, status, message, headers) => {
  const { key } = await lineChannel({ webhookUrl: bot.url })
  for (const [method, path] of [
    ['PUT', '/v2/bot/channel/webhook/endpoint'],
    ['POST', '/v2/bot/channel/webhook/test'],
  ] as const) {
    const answer = await api.call(method, path, undefined, { key, raw, headers })
    expect({ status: answer.status, message: answer.body.message }, path).toEqual({ status, message })
    expect(isError(answer.body)).toEqual([])
    expect(answer.headers.get('x-line-request-id')).toMatch(REQUEST_ID)
  }
})

test('fields that LINE would pass over are passed over', async () => {
  const { key, client } = await lineChannel()
  const body = { endpoint: bot.url, later: true }
  expect((await api.call('PUT', '/v2/bot/channel/webhook/endpoint', body, { key })).status).toBe(200)
  expect(await client.getWebhookEndpoint()).toMatchObject({ endpoint: bot.url })
})

test('a method that is not there is 405, a path 404, one that cannot be decoded 400: each in LINE’s form', async () => {
  const { key } = await lineChannel()
  const expectForm = async (method: string, path: string, status: number, allow: string | null) => {
    const answer = await api.call(method, path, undefined, { key })
    expect([answer.status, answer.headers.get('allow')], `${method} ${path}`).toEqual([status, allow])
    expect(isError(answer.body), answer.text).toEqual([])
    expect(answer.body).not.toHaveProperty('code')
    expect(answer.headers.get('x-line-request-id')).toMatch(REQUEST_ID)
  }
  for (const method of ['POST', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
    await expectForm(method, '/v2/bot/channel/webhook/endpoint', 405, 'GET, PUT')
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'MKCOL']) {
    await expectForm(method, '/v2/bot/channel/webhook/test', 405, 'POST')
  }
  for (const path of ['/v2', '/v2/bot/info', '/v2/bot/message/push']) {
    for (const method of ['GET', 'POST', 'PUT', 'SEARCH']) await expectForm(method, path, 404, null)
  }
  await expectForm('GET', '/v2/bot/%E0%A4%A', 400, null)
})

test('while the server starts, its 503 has LINE’s form too', async () => {
  const holder = createServer()
  const port = await listen(holder)
  await end(holder)
  let isUp = false
  const starting = startServer({ env: { PORT: String(port) } }).finally(() => {
    isUp = true
  })
  const baseURL = `http://127.0.0.1:${port}`
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: 'tdk_any', baseURL })
  let refused: unknown
  while (!isUp && !(refused instanceof HTTPFetchError && refused.status === 503)) {
    refused = await client.getWebhookEndpoint().catch((error: unknown) => error)
    await sleep(5)
  }
  await (await starting).stop()
  const { status, headers, body } = await refusal(Promise.reject(refused))
  expect({ status, body }).toEqual({ status: 503, body: { message: 'Todoku is starting. Try again in a moment.' } })
  expect(headers.get('retry-after')).toBe('2')
})
