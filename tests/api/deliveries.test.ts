import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type LineBot, startLineBot } from '../support/line-bot.ts'
import { type Api, type Body, cookieOf, expectRefusal, startApi } from './support/api.ts'

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
const path = (channelId: string) => `/api/v1/channels/${channelId}/deliveries`
const follow = { events: [{ type: 'follow', source: { type: 'user', userId: 'U1' } }] }
const one = async (id: string): Promise<Body> => (await api.get(`/api/v1/deliveries/${id}`)).body
const listed = async (channelId: string, query = ''): Promise<Body[]> =>
  (await api.get(`${path(channelId)}?limit=200${query}`)).body.deliveries

async function ended(deliveryId: string): Promise<Body> {
  await vi.waitFor(async () => expect((await one(deliveryId)).delivery.state).not.toBe('pending'), 10_000)
  return one(deliveryId)
}

test('a body is filled in, stored, delivered; what arrives is what is kept', async () => {
  const { id } = await newChannel()
  const answer = await api.post(path(id), { body: follow })
  expect(answer.status, answer.text).toBe(202)
  expect(answer.body).toEqual({
    message: 'success',
    delivery: {
      id: expect.stringMatching(/^.{26}$/),
      channelId: id,
      state: expect.stringMatching(/^(pending|delivered)$/),
      reason: null,
      attempts: expect.any(Number),
      beingSent: expect.any(Boolean),
      nextAttemptAt: expect.toSatisfy((at: unknown) => at === null || typeof at === 'string'),
      createdAt: expect.any(String),
      endedAt: expect.toSatisfy((at: unknown) => at === null || typeof at === 'string'),
      webhookEventId: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      idempotencyKey: null,
      sendId: null,
      campaignId: null,
      path: null,
      source: 'api',
      duplicates: 0,
      runId: null,
    },
  })
  const { delivery, attempts } = await ended(answer.body.delivery.id)
  expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, beingSent: false, nextAttemptAt: null })
  expect(attempts).toMatchObject([
    { deliveryId: delivery.id, webhookEventId: delivery.webhookEventId, purpose: 'delivery', counted: true },
  ])
  expect(bot.rejected).toEqual([])
  const [arrived] = bot.accepted
  expect(arrived?.body.toString()).toBe(delivery.request.body)
  expect(JSON.parse(delivery.request.body)).toEqual({
    destination: expect.stringMatching(/^U[0-9a-f]{32}$/),
    events: [
      {
        ...follow.events[0],
        webhookEventId: delivery.webhookEventId,
        timestamp: expect.any(Number),
        mode: 'active',
        deliveryContext: { isRedelivery: false },
      },
    ],
  })
})

test('redelivery on: the same event again, with isRedelivery alone changed, until it arrives', async () => {
  const { id } = await newChannel({ redelivery: true, redeliveryFirstMs: 1_000 })
  bot.answerWith((_webhook, response) => void response.writeHead(bot.accepted.length === 1 ? 503 : 200).end())
  onTestFinished(() => bot.answerWith((_webhook, response) => void response.writeHead(200).end()))
  const { delivery } = (await api.post(path(id), { body: follow })).body
  const { attempts } = await ended(delivery.id)
  expect(attempts.map(({ purpose }: Body) => purpose)).toEqual(['delivery', 'redelivery'])
  const [first, second] = bot.accepted.map(({ body }) => body.toString())
  expect(second).toBe(first?.replace('"isRedelivery":false', '"isRedelivery":true'))
  expect(second).not.toBe(first)
  expect(bot.rejected).toEqual([])
})

test('the same idempotencyKey makes one delivery; with another request it is an error', async () => {
  const { id } = await newChannel()
  const asked = { body: follow, sendId: true, idempotencyKey: 'order 1' }
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.post(path(id), asked)))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202))
  expect(new Set(answers.map(({ body }) => body.delivery.id)).size).toBe(1)
  expect(new Set(answers.map(({ body }) => body.send_id)).size).toBe(1)
  expect(answers[0]?.body.delivery).toMatchObject({ idempotencyKey: 'order 1', sendId: answers[0]?.body.send_id })
  expectRefusal(await api.post(path(id), { ...asked, sendId: 's' }), 422, 'idempotency_key_reused')
  const other = await newChannel()
  expect((await api.post(path(other.id), { ...asked, sendId: 's' })).body.send_id).toBe('s')
  expect(await listed(id)).toHaveLength(1)
})

test('what is wrong with a request is said', async () => {
  const { id } = await newChannel()
  const refused = async (asked: unknown, message: RegExp) => {
    const answer = await api.post(path(id), asked)
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.message).toMatch(message)
  }
  await refused({}, /^body: /)
  await refused({ body: { events: [] } }, /^body\.events: /)
  await refused({ body: follow, path: '/messages/send' }, /Braze channels only/)
  await refused({ body: follow, path: 'messages' }, /^path: must begin with one slash/)
  await refused({ body: follow, sendId: false }, /^sendId: /)
  await refused({ body: follow, idempotencyKey: 'キー' }, /^idempotencyKey: /)
  await refused({ body: follow, later: 1 }, /later/)
  const changed = await api.call('POST', path(id), undefined, { raw: '{"body":{"events":[{"id":9007199254740993}]}}' })
  expectRefusal(changed, 400, 'invalid_request')
  expect(changed.body.message).toMatch(/^body: the number 9007199254740993 cannot be kept exactly/)
  const pad = 'x'.repeat(1024 * 1024)
  expectRefusal(await api.post(path(id), { body: { ...follow, pad } }), 413, 'payload_too_large')
  expect((await api.post(path(id), { body: { ...follow, pad: pad.slice(2_000) } })).status).toBe(202)
  const bare = await newChannel({ webhookUrl: null })
  expectRefusal(await api.post(path(bare.id), { body: follow }), 409, 'no_webhook_url')
  expectRefusal(await api.post(path('nothing'), { body: follow }), 404, 'not_found')
})

test('deliveries:write sends and statistics:read looks, and neither does the other', async () => {
  const { id } = await newChannel()
  const keyOf = async (scope: string) =>
    (await api.post('/api/v1/keys', { name: scope, channelId: id, scopes: [scope] })).body.secret as string
  const [writer, reader] = [await keyOf('deliveries:write'), await keyOf('statistics:read')]
  const sent = await api.post(path(id), { body: follow }, { key: writer })
  expect(sent.status).toBe(202)
  expectRefusal(await api.post(path(id), { body: follow }, { key: reader }), 404, 'not_found')
  const reads = [
    path(id),
    `/api/v1/deliveries/${sent.body.delivery.id}`,
    `/api/v1/channels/${id}/ledger`,
    `/api/v1/channels/${id}/queue`,
  ]
  for (const url of reads) {
    expect((await api.get(url, { key: reader })).status, url).toBe(200)
    expectRefusal(await api.get(url, { key: writer }), 404, 'not_found')
    expectRefusal(await api.get(url, { key: null }), 401, 'unauthorized')
  }
  const other = await newChannel()
  for (const url of [path(other.id), `/api/v1/channels/${other.id}/ledger`, `/api/v1/channels/${other.id}/queue`]) {
    expectRefusal(await api.get(url, { key: reader }), 404, 'not_found')
  }
  expectRefusal(await api.post(`/api/v1/channels/${id}/signing-secret`, undefined, { key: writer }), 404, 'not_found')
})

test('the list: filters, pages, CSV', async () => {
  const { id } = await newChannel()
  bot.answerWith((webhook, response) => void response.writeHead(webhook.events[0]?.type === 'follow' ? 200 : 500).end())
  onTestFinished(() => bot.answerWith((_webhook, response) => void response.writeHead(200).end()))
  const ids: string[] = []
  for (const type of ['follow', 'unfollow', 'follow', 'unfollow', 'follow']) {
    const answer = await api.post(path(id), { body: { events: [{ type, webhookEventId: `=event ${ids.length}` }] } })
    ids.unshift(answer.body.delivery.id)
  }
  for (const deliveryId of ids) await ended(deliveryId)
  const idsOf = async (query: string) => (await listed(id, query)).map((delivery) => delivery.id)
  expect(await idsOf('')).toEqual(ids)
  expect(await idsOf('&state=failed')).toEqual([ids[1], ids[3]])
  expect(await idsOf('&state=failed&state=delivered')).toEqual(ids)
  expect(await idsOf('&reason=500')).toEqual([ids[1], ids[3]])
  expect(await idsOf('&source=gateway')).toEqual([])
  expect(await idsOf(`&webhookEventId=${encodeURIComponent('=event 4')}`)).toEqual([ids[0]])
  expect(await idsOf(`&to=${Date.now() - 3_600_000}`)).toEqual([])
  const pages: string[] = []
  for (let cursor = ''; ; ) {
    const { deliveries, nextCursor } = (await api.get(`${path(id)}?limit=2&cursor=${cursor}`)).body
    pages.push(...deliveries.map((delivery: Body) => delivery.id))
    if (nextCursor === null) break
    cursor = nextCursor
  }
  expect(pages).toEqual(ids)
  for (const query of ['state=lost', 'limit=0', 'limit=201', 'cursor=x', 'from=yesterday', 'page=2']) {
    expectRefusal(await api.get(`${path(id)}?${query}`), 400, 'invalid_request')
  }
  const csv = await api.get(`${path(id)}?limit=2`, { headers: { accept: 'text/csv' } })
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.headers.get('x-next-cursor')).toMatch(/./)
  const lines = csv.text.trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/^\ufeff?id,channelId,createdAt,state,reason,/)
  expect(lines[1]).toContain("'=event 4")
  const sums = (await api.get(`/api/v1/channels/${id}/ledger`)).body
  expect(sums).toEqual({
    message: 'success',
    from: null,
    to: null,
    accepted: 5,
    delivered: 3,
    pending: 0,
    failed: 2,
    skipped: 0,
  })
  const past = (await api.get(`/api/v1/channels/${id}/ledger?to=${Date.now() - 3_600_000}`)).body
  expect(past).toMatchObject({ accepted: 0, to: expect.stringMatching(/:00\.000Z$/) })
})

test('the queue shows what waits, and a delivery that it is being sent', async () => {
  const { id } = await newChannel({ concurrency: 1, timeoutMs: 60_000 })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  bot.answerWith(async (_webhook, response) => {
    await held
    response.writeHead(200).end()
  })
  onTestFinished(() => bot.answerWith((_webhook, response) => void response.writeHead(200).end()))
  const ids: string[] = []
  for (const _ of [1, 2, 3]) ids.push((await api.post(path(id), { body: follow })).body.delivery.id)
  await vi.waitFor(() => expect(bot.accepted).toHaveLength(1), 5_000)
  const { delivery } = await one(ids[0] ?? '')
  expect(delivery).toMatchObject({ state: 'pending', beingSent: true, nextAttemptAt: null })
  const queue = (await api.get(`/api/v1/channels/${id}/queue`)).body
  expect(queue).toMatchObject({ pending: 3, oldestAt: delivery.createdAt, suspendedAt: null, failingSince: null })
  expect(queue.beingSent).toBeGreaterThanOrEqual(1)
  const onOverview = async () => {
    const { channels } = (await api.get('/api/v1/overview')).body
    return channels.find((channel: Body) => channel.id === id)
  }
  expect(await onOverview()).toMatchObject({ pending: 3, oldestAt: delivery.createdAt })
  expect(bot.accepted).toHaveLength(1)
  release()
  for (const deliveryId of ids) await ended(deliveryId)
  expect((await api.get(`/api/v1/channels/${id}/queue`)).body).toMatchObject({
    pending: 0,
    oldestAt: null,
    beingSent: 0,
  })
  expect(await onOverview()).toMatchObject({ pending: 0, oldestAt: null })
})

test('from the console it is the form that sends, and only from the console’s own origin', async () => {
  const { id } = await newChannel()
  const administrator = { email: 'a@example.com', name: 'A', password: 'correct horse battery' }
  const token = new URL(api.server.setUpUrl ?? '').searchParams.get('token')
  const cookie = cookieOf(await api.post('/api/v1/set-up', { ...administrator, token }, { key: null }))
  const origin = api.server.baseUrl
  expectRefusal(
    await api.post(path(id), { body: follow }, { cookie, origin: 'https://evil.example' }),
    403,
    'origin_denied',
  )
  const answer = await api.post(path(id), { body: follow }, { cookie, origin })
  expect(answer.body.delivery).toMatchObject({ source: 'form' })
})

test('settings of deliveries are kept, and their limits', async () => {
  const { id } = await newChannel()
  const url = `/api/v1/channels/${id}`
  const defaults = { concurrency: 16, redelivery: false, redeliveryFirstMs: 10_000, redeliveryWindowMs: 86_400_000 }
  expect((await api.get(url)).body.channel).toMatchObject({ ...defaults, signingSecretSet: false })
  const changed = { concurrency: 64, redelivery: true, redeliveryFirstMs: 1_000, redeliveryWindowMs: 60_000 }
  expect((await api.patch(url, changed)).body.channel).toMatchObject(changed)
  expect(await newChannel(changed)).toMatchObject(changed)
  for (const [name, values] of Object.entries({
    concurrency: [0, 65, 1.5],
    redeliveryFirstMs: [999, 30_001],
    redeliveryWindowMs: [59_999, 86_400_001],
  })) {
    for (const value of values) {
      const answer = await api.patch(url, { [name]: value })
      expectRefusal(answer, 400, 'invalid_request')
      expect(answer.body.message).toContain(name)
    }
  }
})

test('fifty at once arrive fifty times, each once', async () => {
  const { id } = await newChannel()
  const answers = await Promise.all(Array.from({ length: 50 }, () => api.post(path(id), { body: follow })))
  for (const { body } of answers) await ended(body.delivery.id)
  const arrived = bot.accepted.flatMap(({ events }) => events.map(({ webhookEventId }) => webhookEventId)).sort()
  expect(arrived).toEqual(answers.map(({ body }) => body.delivery.webhookEventId).sort())
  expect(bot.rejected).toEqual([])
})
