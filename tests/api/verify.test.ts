import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { verifyLine } from '@/lib/http/schemas/verify-line.ts'
import { type Answer, type Api, type Body, expectRefusal, startApi } from './support/api.ts'
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

test.each(['https://example.com/a b', 'https://example.com/\0', 'https://example.com/\ud800'])(
  '%j does not parse, which is an attempt with Invalid URL syntax',
  async (webhookUrl) => {
    const { id } = await api.channel()
    const { status, body } = await verify(id, { webhookUrl })
    expect(status).toBe(200)
    expect(body.attempt.outcome).toMatchObject({
      cause: 'could_not_connect',
      detail: 'Invalid URL syntax',
      processed: 'no',
    })
  },
)

test('a name that does not resolve is an attempt, with Unknown host', async () => {
  const { id } = await api.channel()
  const { body } = await verify(id, { webhookUrl: 'https://nowhere.invalid/' })
  expect(body.attempt.outcome.detail).toBe('Unknown host')
})

test.each([
  ['ftp://example.com/', 'The URL must begin with https://.'],
  ['https://example.com:22/', 'The port of the URL must be 80, 443 or at least 1024.'],
  ['https://me:secret@example.com/', 'The URL must not contain a user name or password.'],
])('%s is refused by our rules: a message and no attempt', async (webhookUrl, sentence) => {
  const { id } = await api.channel()
  expectRefusal(await verify(id, { webhookUrl }), 400, 'invalid_url')
  expect((await verify(id, { webhookUrl })).body.message).toBe(sentence)
  expect((await api.get(`/api/v1/channels/${id}/attempts`)).body.attempts).toEqual([])
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

/** The lines of a verification and when each came, while it goes on. */
async function* linesOf(channelId: string, body: unknown, key = api.key): AsyncGenerator<{ line: Body; atMs: number }> {
  const response = await fetch(`${api.server.baseUrl}/api/v1/channels/${channelId}/verify`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/x-ndjson',
    },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield { line: JSON.parse(line), atMs: performance.now() }
  }
  expect(rest).toBe('')
}

const allLines = async (channelId: string, body: unknown = {}) => {
  const lines: Body[] = []
  for await (const { line } of linesOf(channelId, body)) {
    expect(verifyLine.safeParse(line).error).toBeUndefined()
    lines.push(line)
  }
  return lines
}

test('as lines: each step, then the very answer that JSON has', async () => {
  const { id } = await api.channel({ webhookUrl: bot.url })
  const lines = await allLines(id)
  const answer = lines.pop()
  const steps = ['url', 'dns', 'tcp', 'request', 'response']
  expect(lines.map(({ step, state }) => `${step} ${state}`)).toEqual(
    steps.flatMap((step) => [`${step} started`, `${step} done`]),
  )
  expect(lines.find(({ step, state }) => step === 'dns' && state === 'done').addresses).toEqual(['127.0.0.1'])
  expect(answer).toEqual({ message: 'success', attempt: expect.objectContaining({ purpose: 'verification' }) })
  expect(answer.attempt.counted).toBe(false)
  expect((await api.get(`/api/v1/attempts/${answer.attempt.id}`)).body).toEqual(answer)
})

test('the practice bot, slow: every step up to the waiting has come long before it is over', async () => {
  const { channel } = (await api.post('/api/v1/practice', { seconds: 5 })).body
  await api.delete('/api/v1/practice')
  const slow = channel.webhookUrl.replace(/\/\/[^.]+\./, '//slow-headers.')
  await api.patch(`/api/v1/channels/${channel.id}`, { timeoutMs: 1_500 })
  const came: { line: Body; atMs: number }[] = []
  for await (const one of linesOf(channel.id, { webhookUrl: slow })) came.push(one)
  const names = came.map(({ line }) => line.step && `${line.step} ${line.state}`)
  expect(names.slice(-3)).toEqual(['response started', 'response failed', undefined])
  const [waiting, failed, answer] = came.slice(-3)
  expect((failed?.atMs ?? 0) - (waiting?.atMs ?? 0)).toBeGreaterThan(1_000)
  expect(failed?.line.error).toEqual({ code: 'ETIMEDOUT', phase: 'response' })
  expect(answer?.line.attempt.outcome.detail).toBe('Request timeout')
  const tls = came.find(({ line }) => line.step === 'tls' && line.state === 'done')?.line
  expect(tls).toMatchObject({ protocol: 'http/1.1', certificate: { chain: answer?.line.attempt.certificate.chain } })
  expect(tls.certificate.chain.length).toBeGreaterThan(1)
})

test('what is refused before the first step has its status, what is refused later is the last line', async () => {
  const { id } = await api.channel()
  const options = { headers: { accept: 'application/x-ndjson' } }
  const verifyInLines = (body?: unknown) => api.post(`/api/v1/channels/${id}/verify`, body, options)
  expectRefusal(await verifyInLines(), 409, 'no_webhook_url')
  expectRefusal(await verifyInLines({ url: bot.url }), 400, 'invalid_request')
  const lines = await allLines(id, { webhookUrl: 'https://169.254.169.254/' })
  expect(lines.at(-1)).toMatchObject({ code: 'address_denied', message: expect.stringMatching(/\.$/) })
  expect(lines.map(({ state }) => state)).not.toContain('failed')
  expect((await api.get(`/api/v1/channels/${id}/attempts`)).body.attempts).toEqual([])
})

test('an attempt is recorded although nobody listens any more', async () => {
  const { id } = await api.channel({ webhookUrl: bot.url })
  for await (const { line } of linesOf(id, {})) {
    expect(line).toMatchObject({ step: 'url' })
    break
  }
  await vi.waitFor(async () => {
    const { attempts } = (await api.get(`/api/v1/channels/${id}/attempts`)).body
    expect(attempts).toMatchObject([{ purpose: 'verification', outcome: { state: 'delivered' } }])
  })
  expect(api.server.output()).not.toMatch(/"level":(50|60)/)
})

test('a verification uses no connection that was kept, and keeps none', async () => {
  const { id } = await api.channel({ webhookUrl: bot.url })
  for (const _ of [1, 2]) {
    const { attempt } = (await verify(id)).body
    expect(attempt.reusedConnection).toBe(false)
    expect(attempt.phases.tcpMs).not.toBeNull()
  }
  await vi.waitFor(async () => expect(await bot.connections()).toBe(0))
})

test('600 a minute for each key; the next waits, and another key does not', { timeout: 120_000 }, async () => {
  const { id } = await api.channel()
  const { body } = await api.post('/api/v1/keys', { name: 'busy', channelId: id })
  const ask = () => api.post(`/api/v1/channels/${id}/verify`, undefined, { key: body.secret })
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
