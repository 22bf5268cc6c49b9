import { createHmac, randomBytes } from 'node:crypto'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { ulid } from 'ulid'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { withStorage } from '@/lib/commands/with-storage.ts'
import { type LineBot, startLineBot } from '../support/line-bot.ts'
import { type Answer, type Api, type Body, expectRefusal, startApi } from './support/api.ts'

const channelSecret = 'a-secret-of-the-channel'

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

const newChannel = async (settings: Record<string, unknown> = {}): Promise<Body> => {
  bot.accepted.length = 0
  bot.rejected.length = 0
  return api.channel({ webhookUrl: bot.url, channelSecret, ...settings })
}

const event = (more: Record<string, unknown> = {}) => ({
  type: 'message',
  message: { type: 'text', id: '444573844083572737', quoteToken: 'q', text: 'こんにちは  "\\u3042" 😀' },
  webhookEventId: ulid(),
  deliveryContext: { isRedelivery: false },
  timestamp: 1_692_251_666_727,
  source: { type: 'user', userId: 'U4af4980629' },
  replyToken: '38ef843bde154d9b91c21320ffd17a0f',
  mode: 'active',
  ...more,
})
/** As no serialiser of ours would write it: the bytes must stay as they are. */
const bytesOf = (...events: object[]) =>
  Buffer.from(`{ "destination" :"Uffff", "events":${JSON.stringify(events)} ,"later": 1.0 }\n`)

const sign = (body: Uint8Array, secret = channelSecret) => createHmac('sha256', secret).update(body).digest('base64')

/** As LINE's platform sends it. */
const send = (channelId: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string | undefined> = {}) => {
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': sign(body),
    ...headers,
  }
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >
  return api.call('POST', `/in/${channelId}`, undefined, { key: null, raw: body, headers: given })
}

const listed = async (channelId: string): Promise<Body[]> =>
  (await api.get(`/api/v1/channels/${channelId}/deliveries?limit=200`)).body.deliveries
const queue = async (channelId: string): Promise<Body> => (await api.get(`/api/v1/channels/${channelId}/queue`)).body
const attempts = async (channelId: string): Promise<Body[]> =>
  (await api.get(`/api/v1/channels/${channelId}/attempts`)).body.attempts

async function ended(channelId: string, count = 1): Promise<Body[]> {
  await vi.waitFor(async () => {
    const deliveries = await listed(channelId)
    expect(deliveries.filter(({ state }) => state !== 'pending')).toHaveLength(count)
  }, 10_000)
  return listed(channelId)
}

test('LINE’s webhook is answered 200 and reaches the bot with the same bytes and headers', async () => {
  const { id } = await newChannel()
  const body = bytesOf(event(), event({ type: 'unfollow' }))
  const answer = await send(id, body, { 'x-line-later': 'new', cookie: 'a=b', 'x-forwarded-for': '192.0.2.1' })
  expect([answer.status, answer.body]).toEqual([200, { message: 'success' }])
  const [delivery] = await ended(id)
  expect(delivery).toMatchObject({ state: 'delivered', source: 'gateway', attempts: 1, duplicates: 0 })
  expect(bot.rejected).toEqual([])
  const [arrived] = bot.accepted
  expect(arrived?.body.equals(body)).toBe(true)
  expect(arrived?.events.map(({ type }) => type)).toEqual(['message', 'unfollow'])
  expect(arrived?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': sign(body),
    'x-line-later': 'new',
    host: new URL(bot.url).host,
  })
  expect(Object.keys(arrived?.headers ?? {})).not.toContain('cookie')
  expect(Object.keys(arrived?.headers ?? {})).not.toContain('x-forwarded-for')
  const detail = (await api.get(`/api/v1/deliveries/${delivery?.id}`)).body
  expect(detail.delivery.request.body).toBe(body.toString())
  expect(JSON.stringify(detail)).not.toContain(sign(body))
  expect(detail.attempts).toMatchObject([{ purpose: 'delivery', counted: true, outcome: { state: 'delivered' } }])
  expect((await queue(id)).gateway).toMatchObject({ arrivedAt: expect.any(String), refusedAt: null, refused: 0 })
})

test('what is not signed with the channel’s secret over these bytes is refused, counted, and stored nowhere', async () => {
  const { id } = await newChannel()
  const body = bytesOf(event())
  const tampered = Buffer.from(body)
  tampered.writeUInt8(tampered.readUInt8(40) ^ 1, 40)
  const refused: Answer[] = [
    await send(id, tampered, { 'x-line-signature': sign(body) }),
    await send(id, body, { 'x-line-signature': undefined }),
    await send(id, body, { 'x-line-signature': '' }),
    await send(id, body, { 'x-line-signature': sign(body, 'another') }),
    await send(id, body, { 'x-line-signature': sign(body).replace(/=$/, '') }),
    await send(id, Buffer.from('not json'), { 'x-line-signature': sign(body) }),
  ]
  for (const answer of refused) expectRefusal(answer, 401, 'wrong_signature')
  await vi.waitFor(async () => {
    expect((await queue(id)).gateway).toMatchObject({ arrivedAt: null, refusedAt: expect.any(String), refused: 6 })
  }, 5_000)
  expect(await listed(id)).toEqual([])
  expect(bot.accepted).toEqual([])
})

test('the SDK’s middleware rejects what is changed on the way', async () => {
  const { id } = await newChannel()
  const liar = createServer((request, response) => {
    const forward = httpRequest(bot.url, { method: 'POST', headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500)
      answer.pipe(response)
    })
    request.on('data', (chunk: Buffer) => forward.write(chunk.toString('latin1').replace('Uffff', 'U0000'), 'latin1'))
    request.on('end', () => forward.end())
  })
  await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void liar.close())
  const { port } = liar.address() as AddressInfo
  await api.patch(`/api/v1/channels/${id}`, { webhookUrl: `http://127.0.0.1:${port}/` })
  await send(id, bytesOf(event()))
  const [delivery] = await ended(id)
  expect(delivery).toMatchObject({ state: 'failed', reason: '401' })
  expect(bot.accepted).toEqual([])
  expect(bot.rejected).toMatchObject([{ status: 401 }])
})

test('a new channel secret ends the old one at once', async () => {
  const { id } = await newChannel()
  const body = bytesOf(event())
  expect((await send(id, body)).status).toBe(200)
  const next = randomBytes(16).toString('hex')
  await api.patch(`/api/v1/channels/${id}`, { channelSecret: next })
  const later = bytesOf(event())
  expectRefusal(await send(id, later), 401, 'wrong_signature')
  expect((await send(id, later, { 'x-line-signature': sign(later, next) })).status).toBe(200)
  await ended(id, 2)
})

test('LINE sends it again: one delivery, the bot gets it once', async () => {
  const { id } = await newChannel()
  const first = event()
  expect((await send(id, bytesOf(first))).status).toBe(200)
  await ended(id)
  const again = bytesOf({ ...first, deliveryContext: { isRedelivery: true } })
  for (const _ of [1, 2]) expect((await send(id, again)).status).toBe(200)
  expect(await listed(id)).toMatchObject([{ state: 'delivered', duplicates: 2, attempts: 1 }])
  const partly = bytesOf(first, event())
  expect((await send(id, partly)).status).toBe(200)
  await ended(id, 2)
  expect(bot.accepted.map(({ body }) => body.toString())).toEqual([bytesOf(first).toString(), partly.toString()])
})

test('an event id that cannot be stored is none: what has it is delivered each time, and recorded', async () => {
  const { id } = await newChannel()
  const body = bytesOf(event({ webhookEventId: 'a\0b' }))
  for (const _ of [1, 2]) expect((await send(id, body)).status).toBe(200)
  const delivered = { state: 'delivered', webhookEventId: null, attempts: 1, duplicates: 0 }
  expect(await ended(id, 2)).toMatchObject([delivered, delivered])
})

test('of the same webhook fifty times at once there is one delivery; fifty others are fifty', async () => {
  const { id } = await newChannel()
  const body = bytesOf(event())
  const same = await Promise.all(Array.from({ length: 50 }, () => send(id, body)))
  expect(same.map(({ status }) => status)).toEqual(Array(50).fill(200))
  expect(await ended(id)).toMatchObject([{ state: 'delivered', duplicates: 49 }])
  const others = Array.from({ length: 50 }, () => bytesOf(event()))
  const answers = await Promise.all(others.map((one) => send(id, one)))
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
  await ended(id, 51)
  const arrived = bot.accepted.map((one) => one.body.toString()).sort()
  expect(arrived).toEqual([body, ...others].map(String).sort())
  expect(bot.rejected).toEqual([])
  const sums = (await api.get(`/api/v1/channels/${id}/ledger`)).body
  expect(sums).toMatchObject({ accepted: 51, delivered: 51, pending: 0, failed: 0, skipped: 0 })
})

test('a verification is answered at once and passed on: recorded, never counted, no delivery', async () => {
  const { id } = await newChannel()
  bot.answerWith((_webhook, response) => void setTimeout(() => response.writeHead(200).end(), 700))
  onTestFinished(() => bot.answerWith((_webhook, response) => void response.writeHead(200).end()))
  const body = Buffer.from('{ "events": [], "destination":"Uffff"}')
  const began = performance.now()
  const answer = await send(id, body, { 'user-agent': 'LineBotWebhook/2.1' })
  expect([answer.status, answer.body]).toEqual([200, { message: 'success' }])
  expect(performance.now() - began).toBeLessThan(600)
  await vi.waitFor(async () => expect(await attempts(id)).toHaveLength(1), 5_000)
  const [attempt] = await attempts(id)
  expect(attempt).toMatchObject({
    purpose: 'verification',
    counted: false,
    outcome: { state: 'delivered', status: 200 },
  })
  const [arrived] = bot.accepted
  expect(arrived?.body.equals(body)).toBe(true)
  expect(arrived?.headers).toMatchObject({ 'user-agent': 'LineBotWebhook/2.1', 'x-line-signature': sign(body) })
  expect(await listed(id)).toEqual([])
  const statistics = (await api.get(`/api/v1/channels/${id}/statistics/errors`)).body.data
  expect(statistics).toMatchObject({ attempts: 0, errors: 0 })
  await vi.waitFor(async () => expect((await queue(id)).gateway.arrivedAt).not.toBeNull(), 5_000)
})

test('a failed verification is recorded too; without a URL there is nothing to pass on', async () => {
  const { id } = await newChannel()
  bot.answerWith((_webhook, response) => void response.writeHead(404).end())
  onTestFinished(() => bot.answerWith((_webhook, response) => void response.writeHead(200).end()))
  const body = Buffer.from('{"destination":"U","events":[]}')
  expect((await send(id, body)).status).toBe(200)
  await vi.waitFor(async () => {
    expect(await attempts(id)).toMatchObject([{ purpose: 'verification', outcome: { state: 'failed', detail: '404' } }])
  }, 5_000)
  const empty = await newChannel({ webhookUrl: null })
  expect((await send(empty.id, body)).status).toBe(200)
  expect((await send(empty.id, bytesOf(event()))).status).toBe(200)
  expect(await ended(empty.id)).toMatchObject([{ state: 'skipped', reason: 'no_webhook_url' }])
  expect(await attempts(empty.id)).toEqual([])
  expect(api.server.output()).not.toMatch(/"level":(50|60)/)
})

test('a closed address is reached neither by a webhook nor by a verification', async () => {
  const closed = await startApi({ WEBHOOK_ALLOW_CIDRS: '' })
  onTestFinished(async () => void (await closed.server.stop()))
  const reached: string[] = []
  const canary = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void canary.close())
  const { port } = canary.address() as AddressInfo
  const made = await closed.post('/api/v1/channels', { name: 'c', kind: 'line', channelSecret, useWebhook: true })
  const { id } = made.body.channel
  const urls = [`http://127.0.0.1:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, `http://localhost.:${port}/`]
  for (const [index, url] of urls.entries()) {
    // Refused when it is saved: laid into the database as if its name had led elsewhere then.
    expectRefusal(await closed.patch(`/api/v1/channels/${id}`, { webhookUrl: url }), 422, 'address_denied')
    await saveUnchecked(closed, id, url)
    for (const body of [bytesOf(event()), Buffer.from('{"destination":"U","events":[]}')]) {
      const headers = { 'content-type': 'application/json', 'x-line-signature': sign(body) }
      const answer = await closed.call('POST', `/in/${id}`, undefined, { key: null, raw: body, headers })
      expect(answer.status).toBe(200)
    }
    const asked = await closed.post(`/api/v1/channels/${id}/deliveries`, { body: { events: [{ type: 'follow' }] } })
    expect(asked.status).toBe(202)
    await vi.waitFor(async () => {
      const { deliveries } = (await closed.get(`/api/v1/channels/${id}/deliveries?state=skipped`)).body
      expect(deliveries).toHaveLength((index + 1) * 2)
      expect(deliveries[0]).toMatchObject({ reason: 'address_denied', attempts: 0 })
    }, 10_000)
  }
  expect((await closed.get(`/api/v1/channels/${id}/attempts`)).body.attempts).toEqual([])
  expect(reached).toEqual([])
})

test.each([
  ['{', 400, 'invalid_json'],
  ['[]', 400, 'invalid_request'],
  ['{"events":1}', 400, 'invalid_request'],
  [`{"events":[${'{"a":'.repeat(40)}1${'}'.repeat(40)}]}`, 400, 'invalid_json'],
])('%s, though signed, is refused', async (text, status, code) => {
  const { id } = await newChannel()
  expectRefusal(await send(id, Buffer.from(text)), status, code)
  expect(await listed(id)).toEqual([])
})

test('more than 1 MiB is refused, declared or not; 1 MiB is taken', async () => {
  const { id } = await newChannel()
  const padded = (length: number) => {
    const [head, tail] = ['{"destination":"U","events":[{"type":"x"}],"pad":"', '"}']
    return Buffer.from(head + 'x'.repeat(length - head.length - tail.length) + tail)
  }
  const most = padded(1024 * 1024)
  expect((await send(id, most)).status).toBe(200)
  expectRefusal(await send(id, padded(1024 * 1024 + 1)), 413, 'payload_too_large')
  const streamed = await fetch(`${api.server.baseUrl}/in/${id}`, {
    method: 'POST',
    headers: { 'x-line-signature': sign(most) },
    body: new Blob([most, most]).stream(),
    duplex: 'half',
  } as RequestInit)
  expect(streamed.status).toBe(413)
  const [delivery] = await ended(id)
  expect(bot.accepted[0]?.body.equals(most)).toBe(true)
  expect((await api.get(`/api/v1/deliveries/${delivery?.id}`)).body.delivery.request.body).toHaveLength(1024 * 1024)
})

test('there is no gateway of a Braze channel, of none, or with another method', async () => {
  const braze = await newChannel({ kind: 'braze', webhookUrl: null })
  const body = bytesOf(event())
  for (const id of [braze.id, 'nothing', '%00']) expectRefusal(await send(id, body), 404, 'not_found')
  const { id } = await newChannel()
  for (const method of ['GET', 'PUT', 'DELETE', 'PROPFIND']) {
    const answer = await api.call(method, `/in/${id}`)
    expectRefusal(answer, 405, 'method_not_allowed')
    expect(answer.headers.get('allow')).toBe('POST')
  }
  expectRefusal(await api.get('/in'), 404, 'not_found')
  expectRefusal(await send(id, body, { 'content-encoding': 'gzip' }), 415, 'unsupported_media_type')
  await api.delete(`/api/v1/channels/${id}`)
  expectRefusal(await send(id, body), 404, 'not_found')
})

test('what was answered 200 is there after kill -9, and is delivered then', async () => {
  const { id } = await newChannel({ useWebhook: true })
  bot.answerWith(() => undefined)
  onTestFinished(() => bot.answerWith((_webhook, response) => void response.writeHead(200).end()))
  const sent = Array.from({ length: 20 }, () => bytesOf(event()))
  const answers = await Promise.all(sent.map((body) => send(id, body)))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  await api.server.kill9()
  bot.answerWith((_webhook, response) => void response.writeHead(200).end())
  await api.server.restart()
  const deliveries = await ended(id, 20)
  expect(deliveries.map(({ state }) => state)).toEqual(Array(20).fill('delivered'))
  const arrived = new Set(bot.accepted.map(({ body }) => body.toString()))
  expect(arrived).toEqual(new Set(sent.map(String)))
})

test('with a Standard Webhooks secret everything is signed so, too, by both while it rotates', async () => {
  const { id } = await newChannel()
  const rotate = async () => (await api.post(`/api/v1/channels/${id}/signing-secret`)).body
  const first = await rotate()
  expect(first.channel).toMatchObject({ signingSecretSet: true, previousSigningUntil: null })
  const verifyAll = (secrets: string[]) => {
    for (const { body, headers } of bot.accepted) {
      const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
      for (const secret of secrets) expect(() => new Webhook(secret).verify(body, given)).not.toThrow()
      expect(() => new Webhook(secrets[0] ?? '').verify(`${body} `, given)).toThrow()
    }
  }
  await api.post(`/api/v1/channels/${id}/verify`)
  await send(id, bytesOf(event()))
  await ended(id)
  expect(bot.accepted).toHaveLength(2)
  verifyAll([first.signingSecret])
  bot.accepted.length = 0
  const second = await rotate()
  expect(Date.parse(second.channel.previousSigningUntil) - Date.now()).toBeGreaterThan(86_000_000)
  await send(id, bytesOf(event()))
  await ended(id, 2)
  expect(String(bot.accepted[0]?.headers['webhook-signature']).split(' ')).toHaveLength(2)
  verifyAll([second.signingSecret, first.signingSecret])
  const [delivery] = await listed(id)
  expect(bot.accepted[0]?.headers['webhook-id']).toBe(delivery?.id)
  expect(api.server.output()).not.toContain(second.signingSecret)
})

/** As if the URL had been saved while its name led to an open address. */
async function saveUnchecked(of: Api, channelId: string, webhookUrl: string): Promise<void> {
  const file = `${of.server.dataDir}/todoku.db`
  await withStorage(file, (ctx) => updateChannel(ctx, { kind: 'system' }, channelId, { webhookUrl }))
  // Another process changed it: within a second the server knows.
  await new Promise((resolve) => setTimeout(resolve, 1_100))
}
