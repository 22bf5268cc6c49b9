import { setTimeout as sleep } from 'node:timers/promises'
import { Braze } from 'braze-api'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BRAZE_KEYS } from '@/lib/practice-bot/braze/account.ts'
import { startTrustedPracticeBot, type TrustedPracticeBot } from '../support/trusted-practice-bot.ts'
import { ACCEPTED_CALLS, type BrazeCall, FATAL_CALLS } from '../wire/support/braze-calls.ts'
import { type Answer, type Api, type Body, type CallOptions, expectRefusal, startApi } from './support/api.ts'

let bot: TrustedPracticeBot
let api: Api

beforeAll(async () => {
  bot = await startTrustedPracticeBot()
  api = await startApi(bot.env)
})
afterAll(async () => {
  await api.server.stop()
  await bot.stop()
})

const brazeChannel = (settings: Record<string, unknown> = {}): Promise<Body> =>
  api.channel({ kind: 'braze', restEndpoint: bot.braze.restEndpoint, apiKey: BRAZE_KEYS.full, ...settings })

/** A call that is passed on: what is answered is Braze's, so that our document does not describe it. */
async function pass(
  method: string,
  path: string,
  body?: unknown,
  { key = api.key, raw }: CallOptions = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) }
  const response = await fetch(`${api.server.baseUrl}/braze${path}`, {
    method,
    headers,
    body: raw ?? (body === undefined ? null : JSON.stringify(body)),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : text }
}

/** The practice account's own switches, reached through the gateway as any call is. */
let own: Body
const practice = async (method: string, path: string, body?: unknown): Promise<Body> => {
  const answer = await pass(method, `/${own.id}/practice/${path}`, body, { key: BRAZE_KEYS.full })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}
beforeAll(async () => {
  own = await brazeChannel({ name: 'switches' })
})
beforeEach(() => practice('PUT', 'switch', { answer: null }))

const deliver = async (channel: Body, call: BrazeCall, more: Record<string, unknown> = {}): Promise<Body> => {
  const answer = await api.post(`/api/v1/channels/${channel.id}/deliveries`, {
    body: call.body,
    path: call.path,
    ...more,
  })
  expect(answer.status, answer.text).toBe(202)
  return answer.body.delivery
}

async function ended(deliveryId: string): Promise<Body> {
  for (const deadline = Date.now() + 20_000; ; await sleep(20)) {
    const { body } = await api.get(`/api/v1/deliveries/${deliveryId}`)
    if (body.delivery.state !== 'pending') return body
    expect(Date.now(), JSON.stringify(body.delivery)).toBeLessThan(deadline)
  }
}

const attemptsOf = async (channel: Body, query = ''): Promise<Body[]> =>
  (await api.get(`/api/v1/channels/${channel.id}/attempts?limit=200${query}`)).body.attempts

const client = (channel: Body, key: string = BRAZE_KEYS.full) =>
  new Braze(`${api.server.baseUrl}/braze/${channel.id}`, key)

const ACCEPTED = ACCEPTED_CALLS[0] as BrazeCall
const track = (id: string): BrazeCall => ({
  detail: null,
  path: '/users/track',
  body: { attributes: [{ external_id: id }] },
})

describe('a Braze channel', () => {
  test('has an endpoint and a key, and shows the key to nobody', async () => {
    const channel = await brazeChannel({ restEndpoint: `${bot.braze.restEndpoint}/` })
    expect(channel).toMatchObject({
      kind: 'braze',
      restEndpoint: bot.braze.restEndpoint,
      apiKeySet: true,
      timeoutMs: 10_000,
    })
    expect(await readEverything(channel)).not.toContain(BRAZE_KEYS.full)
  })

  test.each([
    [{ kind: 'line', restEndpoint: 'https://rest.iad-01.braze.com' }, 'invalid_request'],
    [{ kind: 'line', apiKey: 'a-key-of-braze' }, 'invalid_request'],
    [{ restEndpoint: 'https://rest.iad-01.braze.com/messages' }, 'invalid_url'],
    [{ restEndpoint: 'rest.iad-01.braze.com' }, 'invalid_url'],
    [{ restEndpoint: 'https://user:word@rest.iad-01.braze.com' }, 'invalid_url'],
    [{ apiKey: 'with a space' }, 'invalid_request'],
  ])('%j is refused', async (settings, code) => {
    expectRefusal(await api.post('/api/v1/channels', { name: 'x', kind: 'braze', ...settings }), 400, code)
  })

  test('does not lead to a closed address', async () => {
    const settings = { name: 'x', kind: 'braze', restEndpoint: 'https://169.254.169.254' }
    expectRefusal(await api.post('/api/v1/channels', settings), 422, 'address_denied')
  })

  test('sends its key to no other endpoint than it was given for', async () => {
    const channel = await brazeChannel()
    const path = `/api/v1/channels/${channel.id}`
    const elsewhere = { restEndpoint: 'https://rest.fra-01.braze.eu' }
    expectRefusal(await api.patch(path, elsewhere), 400, 'invalid_request')
    expectRefusal(
      await api.post(`${path}/verify`, { webhookUrl: 'https://rest.fra-01.braze.eu' }),
      400,
      'invalid_request',
    )
    expect((await api.patch(path, { restEndpoint: `${bot.braze.restEndpoint}/` })).status).toBe(200)
    expect((await api.patch(path, { ...elsewhere, apiKey: 'another-key' })).body.channel).toMatchObject(elsewhere)
  })

  test('is verified by a call that reads', async () => {
    const channel = await brazeChannel()
    const verify = `/api/v1/channels/${channel.id}/verify`
    expect((await api.post(verify)).body.attempt).toMatchObject({
      purpose: 'verification',
      counted: false,
      url: `${bot.braze.restEndpoint}/campaigns/list?page=0`,
      outcome: { state: 'delivered', status: 200 },
      request: { headers: { authorization: '[redacted]' } },
    })
    await api.patch(`/api/v1/channels/${channel.id}`, { apiKey: 'no-such-key' })
    expect((await api.post(verify)).body.attempt.outcome).toMatchObject({ detail: '401 Unauthorized', processed: 'no' })
  })

  test('takes no delivery without endpoint, key or path', async () => {
    const path = (channel: Body) => `/api/v1/channels/${channel.id}/deliveries`
    const { body, path: callPath } = ACCEPTED
    const without = await api.channel({ kind: 'braze' })
    expectRefusal(await api.post(path(without), { body, path: callPath }), 409, 'no_webhook_url')
    const keyless = await api.channel({ kind: 'braze', restEndpoint: bot.braze.restEndpoint })
    expectRefusal(await api.post(path(keyless), { body, path: callPath }), 409, 'no_webhook_url')
    const channel = await brazeChannel()
    for (const wrong of [undefined, 'messages/send', '/../x', '//evil.example/x', '/a#b', '/a b']) {
      expectRefusal(await api.post(path(channel), { body, path: wrong }), 400, 'invalid_request')
    }
  })
})

describe('calls of the queue', () => {
  test('show each row of the table under its own name', async () => {
    const calls = FATAL_CALLS.filter(({ key, path }) => key === undefined && path !== '/users/track/')
    const keys = [...new Set(FATAL_CALLS.flatMap(({ key }) => key ?? []))]
    const channel = await brazeChannel()
    const others = await Promise.all(keys.map((key) => brazeChannel({ name: key, apiKey: key.padEnd(8, '-') })))
    const ids = await Promise.all([
      ...FATAL_CALLS.filter(({ key }) => key === undefined).map((call) => deliver(channel, call)),
      ...FATAL_CALLS.flatMap((call) => (call.key === undefined ? [] : [deliver(others[keys.indexOf(call.key)], call)])),
    ])
    const results = await Promise.all(ids.map(({ id }) => ended(id)))
    const wanted = [
      ...FATAL_CALLS.filter(({ key }) => key === undefined),
      ...FATAL_CALLS.filter(({ key }) => key !== undefined),
    ]
    expect(results.map(({ delivery }) => [delivery.state, delivery.reason])).toEqual(
      wanted.map(({ detail }) => ['failed', detail]),
    )
    const { body } = await api.get(`/api/v1/channels/${channel.id}/statistics/errors?to=${Date.now() + 60_000}`)
    const details = body.data.causes.flatMap((cause: Body) => cause.details.map(({ detail }: Body) => detail))
    expect(details.sort()).toEqual([...new Set([...calls.map(({ detail }) => detail), '404 Not Found'])].sort())
    const one = await attemptsOf(channel, '&detail=400%20No%20Recipients')
    expect(one).toMatchObject([{ outcome: { detail: '400 No Recipients', processed: 'no' } }])
    const { body: read } = await api.get(`/api/v1/attempts/${one[0].id}`)
    expect(read.attempt.response.body).toBe('{"message":"No Recipients"}')
    expect(read.attempt.request).toMatchObject({
      headers: { authorization: '[redacted]', 'content-type': 'application/json' },
    })
    expect(await readEverything(channel)).not.toContain(BRAZE_KEYS.full)
  })

  test('are accepted, perhaps with a remark', async () => {
    const channel = await brazeChannel()
    const partly = ACCEPTED_CALLS.find(({ minorErrors }) => minorErrors === 3) as BrazeCall
    const state = async (call: BrazeCall) => {
      const { delivery, attempts } = await ended((await deliver(channel, call)).id)
      return [delivery.state, delivery.reason, attempts[0].outcome.note, attempts[0].minorErrors.length]
    }
    expect(await state(ACCEPTED)).toEqual(['delivered', null, undefined, 0])
    expect(await state(partly)).toEqual(['delivered', null, 'minor_errors', 3])
    await practice('PUT', 'switch', { answer: 'maintenance' })
    expect(await state(ACCEPTED)).toEqual(['delivered', null, 'queued', 0])
    await practice('PUT', 'switch', { answer: 'unreadable' })
    expect(await state(ACCEPTED)).toEqual(['delivered', null, 'unreadable', 0])
    const { body } = await api.get(`/api/v1/channels/${channel.id}/statistics/errors?to=${Date.now() + 60_000}`)
    expect(body.data).toMatchObject({ attempts: 4, errors: 0 })
    expect(body.data.minorErrors).toHaveLength(3)
  })

  test('go again after 5xx and 429 while redelivery is on, and never after another 4xx', async () => {
    const channel = await brazeChannel({ redelivery: true, redeliveryFirstMs: 1_000 })
    await practice('DELETE', 'accepted')
    await practice('PUT', 'switch', { answer: 503 })
    const { id } = await deliver(channel, track('again'))
    await expect.poll(async () => (await attemptsOf(channel)).length, { timeout: 10_000 }).toBe(1)
    await practice('PUT', 'switch', { answer: null })
    const { delivery, attempts } = await ended(id)
    expect(delivery).toMatchObject({ state: 'delivered' })
    expect(attempts[0].outcome).toMatchObject({ detail: '503 Internal Server Error', processed: 'maybe' })
    expect(attempts.at(-1)).toMatchObject({ purpose: 'redelivery', outcome: { status: 201 } })
    expect(await practice('GET', 'accepted')).toMatchObject({ calls: 1, repeated: 0 })

    const fatal = FATAL_CALLS[0] as BrazeCall
    expect((await ended((await deliver(channel, fatal)).id)).delivery).toMatchObject({ state: 'failed', attempts: 1 })

    const limited = await brazeChannel({ apiKey: BRAZE_KEYS.limited, redelivery: true, redeliveryFirstMs: 1_000 })
    const many = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => deliver(limited, track(name))))
    const all = await Promise.all(many.map(async (each) => ended(each.id)))
    expect(all.map(({ delivery: { state } }) => state)).toEqual(all.map(() => 'delivered'))
    expect((await attemptsOf(limited, '&detail=429%20Rate%20Limited')).length).toBeGreaterThan(0)
  })

  test('carry the send that they are tracked under', async () => {
    const channel = await brazeChannel()
    const answer = await api.post(`/api/v1/channels/${channel.id}/deliveries`, {
      ...{ body: ACCEPTED.body, path: ACCEPTED.path, sendId: 'autumn', campaignId: 'practice-campaign' },
    })
    expect(answer.body).toMatchObject({ send_id: 'autumn' })
    const { attempts } = await ended(answer.body.delivery.id)
    expect(attempts[0]).toMatchObject({ sendId: 'autumn', campaignId: 'practice-campaign' })
  })
})

describe('an incident of Braze', () => {
  test('ends with every call arrived exactly once, its time on the chart and the ledger exact', async () => {
    const channel = await brazeChannel({ redelivery: true, redeliveryFirstMs: 1_000, concurrency: 32 })
    await practice('DELETE', 'accepted')
    await practice('PUT', 'switch', { answer: 503, forMs: 3_000 })
    const ids = Array.from({ length: 150 }, (_, index) => `incident-${index}`)
    const deliveries = await Promise.all(ids.map((id) => deliver(channel, track(id))))
    // Not each of them by itself: so many who ask are more than a key may.
    await expect
      .poll(async () => (await api.get(`/api/v1/channels/${channel.id}/ledger`)).body.pending, { timeout: 40_000 })
      .toBe(0)
    const results = await Promise.all(deliveries.map(({ id }) => ended(id)))
    expect(results.filter(({ delivery }) => delivery.state !== 'delivered')).toEqual([])
    expect(await practice('GET', 'accepted')).toEqual({ calls: 150, different: 150, repeated: 0 })
    const { body: ledger } = await api.get(`/api/v1/channels/${channel.id}/ledger`)
    expect(ledger).toMatchObject({ accepted: 150, delivered: 150, pending: 0, failed: 0, skipped: 0 })
    const { body } = await api.get(`/api/v1/channels/${channel.id}/statistics/errors?to=${Date.now() + 60_000}`)
    const tries = results.reduce((sum, { attempts }) => sum + attempts.length, 0)
    expect(body.data).toMatchObject({ attempts: tries, errors: tries - 150 })
    expect(body.data.causes[0].details[0]).toMatchObject({ detail: '503 Internal Server Error', errors: tries - 150 })
  })
})

describe('calls that are passed through', () => {
  test.each(FATAL_CALLS.filter(({ key, path }) => key === undefined && path !== '/users/track/'))(
    'are answered $detail, and recorded so',
    async (call) => {
      const channel = await brazeChannel()
      await expect(callClient(client(channel), call)).rejects.toMatchObject({ status: 400 })
      expect(await attemptsOf(channel)).toMatchObject([
        { purpose: 'delivery', deliveryId: null, outcome: { detail: call.detail, processed: 'no' } },
      ])
    },
  )

  test('need nothing changed but the base URL', async () => {
    const channel = await brazeChannel()
    const braze = client(channel)
    expect(await braze.messages.send(ACCEPTED.body as never)).toMatchObject({ message: 'success' })
    expect(await braze.sends.id.create({ campaign_id: 'practice-campaign', send_id: 'mine' })).toMatchObject({
      send_id: 'mine',
    })
    expect(await braze.campaigns.list({ page: 0 })).toMatchObject({ campaigns: [{ id: 'practice-campaign' }] })
    const [list, created, sent] = await attemptsOf(channel)
    expect(sent).toMatchObject({
      outcome: { state: 'delivered', status: 201 },
      url: `${bot.braze.restEndpoint}/messages/send`,
    })
    expect(created).toMatchObject({ sendId: 'mine', campaignId: 'practice-campaign' })
    expect(list.url).toBe(`${bot.braze.restEndpoint}/campaigns/list`)
    const { body: ledger } = await api.get(`/api/v1/channels/${channel.id}/ledger`)
    expect(ledger.accepted).toBe(0)
  })

  test('may carry a key of Todoku, which is not passed on', async () => {
    const channel = await brazeChannel()
    const path = `/${channel.id}/messages/send`
    const passed = await pass('POST', path, ACCEPTED.body)
    expect(passed).toMatchObject({ status: 201, body: { message: 'success' } })
    expect(passed.headers.get('x-request-id')).toBeNull()
    expectRefusal(await pass('POST', path, ACCEPTED.body, { key: null }), 401, 'unauthorized')
    expectRefusal(await pass('POST', path, ACCEPTED.body, { key: 'no-such-key' }), 401, 'unauthorized')
    expectRefusal(await pass('POST', path, ACCEPTED.body, { key: BRAZE_KEYS.limited }), 401, 'unauthorized')
    const other = await brazeChannel()
    const narrow = await api.server.createKey(['--name', 'narrow', '--channel', other.id])
    expectRefusal(await pass('POST', path, ACCEPTED.body, { key: narrow }), 404, 'not_found')
    expect((await pass('POST', `/${other.id}/messages/send`, ACCEPTED.body, { key: narrow })).status).toBe(201)
    const reads = await api.server.createKey(['--name', 'reads', '--channel', other.id, '--scope', 'statistics:read'])
    expectRefusal(await pass('POST', `/${other.id}/messages/send`, ACCEPTED.body, { key: reads }), 404, 'not_found')
    expect(await attemptsOf(channel)).toHaveLength(1)
  })

  test('get the answer as it came: status, headers, body', async () => {
    const channel = await brazeChannel({ apiKey: BRAZE_KEYS.limited })
    const answers: Answer[] = []
    while (answers.at(-1)?.status !== 429)
      answers.push(await pass('POST', `/${channel.id}/messages/send`, ACCEPTED.body))
    const limited = answers.at(-1) as Answer
    expect(limited.text).toBe('{"message":"Rate Limited"}')
    expect(Object.fromEntries(limited.headers)).toMatchObject({ 'retry-after': '1', 'x-ratelimit-remaining': '0' })
    await practice('PUT', 'switch', { answer: 'unreadable' })
    const unreadable = await pass('POST', `/${channel.id}/messages/send`, ACCEPTED.body)
    expect([unreadable.status, unreadable.text, unreadable.headers.get('content-type')]).toEqual([
      200,
      'OK',
      'text/plain',
    ])
    expect((await attemptsOf(channel)).slice(0, 2)).toMatchObject([
      { outcome: { note: 'unreadable' } },
      { outcome: { detail: '429 Rate Limited' } },
    ])
  })

  test('are not sent again by Todoku, whatever is answered', async () => {
    const channel = await brazeChannel({ redelivery: true, redeliveryFirstMs: 1_000 })
    await practice('PUT', 'switch', { answer: 503 })
    await expect(client(channel).users.track(track('once').body as never)).rejects.toMatchObject({ status: 503 })
    await sleep(2_000)
    expect(await attemptsOf(channel)).toMatchObject([{ outcome: { detail: '503 Internal Server Error' } }])
  })

  test('that reach nobody are answered 502 or 504 in our envelope, with the cause', async () => {
    const gone = await brazeChannel({ restEndpoint: bot.urls.refused?.replace('/webhook', '') })
    const answer = await pass('POST', `/${gone.id}/messages/send`, ACCEPTED.body)
    expectRefusal(answer, 502, 'upstream_unreachable')
    expect(answer.body.message).toContain('could_not_connect, Connection failed')
    expect(answer.headers.get('x-request-id')).toMatch(/./)
    const slow = await brazeChannel({ restEndpoint: bot.urls.silent?.replace('/webhook', ''), timeoutMs: 300 })
    expectRefusal(await pass('POST', `/${slow.id}/messages/send`, ACCEPTED.body), 504, 'upstream_timeout')
    expect(await attemptsOf(slow)).toMatchObject([{ outcome: { detail: 'Request timeout', processed: 'maybe' } }])
    const half = await brazeChannel({ restEndpoint: bot.urls['half-body']?.replace('/webhook', '') })
    expectRefusal(await pass('POST', `/${half.id}/messages/send`, ACCEPTED.body), 502, 'upstream_unreachable')
  })

  test('are refused where they cannot be passed on', async () => {
    const channel = await brazeChannel()
    const line = await api.channel()
    expectRefusal(await pass('POST', `/${line.id}/messages/send`, {}), 404, 'not_found')
    expectRefusal(await pass('POST', '/nobody/messages/send', {}), 404, 'not_found')
    expectRefusal(await pass('POST', `/${channel.id}`, {}), 404, 'not_found')
    expectRefusal(await pass('OPTIONS', `/${channel.id}/messages/send`), 405, 'method_not_allowed')
    const large = { raw: new Uint8Array(4 * 1024 * 1024 + 1) }
    expectRefusal(await pass('POST', `/${channel.id}/messages/send`, undefined, large), 413, 'payload_too_large')
    await api.patch(`/api/v1/channels/${channel.id}`, { useWebhook: false })
    expectRefusal(await pass('POST', `/${channel.id}/messages/send`, ACCEPTED.body), 409, 'use_webhook_is_off')
    expect(await attemptsOf(channel)).toEqual([])
  })
})

async function callClient(braze: Braze, { path, body }: BrazeCall): Promise<unknown> {
  if (path === '/messages/send') return braze.messages.send(body as never)
  if (path === '/messages/schedule/create') return braze.messages.schedule.create(body as never)
  return path === '/campaigns/trigger/send'
    ? braze.campaigns.trigger.send(body as never)
    : braze.users.track(body as never)
}

/** All that is answered of a channel, and what was logged. */
async function readEverything(channel: Body): Promise<string> {
  const attempts = await attemptsOf(channel)
  const paths = [
    `/api/v1/channels/${channel.id}`,
    `/api/v1/channels/${channel.id}/attempts`,
    `/api/v1/channels/${channel.id}/deliveries`,
    ...attempts.map(({ id }) => `/api/v1/attempts/${id}`),
  ]
  const answers = await Promise.all(paths.map((path) => api.get(path)))
  return answers.map(({ text }) => text).join('\n') + api.server.output()
}
