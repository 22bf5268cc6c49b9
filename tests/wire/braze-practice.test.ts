import https from 'node:https'
import { Braze } from 'braze-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BRAZE_DETAILS } from '@/lib/domain/braze-errors.ts'
import { classify } from '@/lib/domain/classification.ts'
import { BRAZE_KEYS } from '@/lib/practice-bot/braze/account.ts'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { type Method, sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo, reaching } from './support/attempt.ts'
import { ACCEPTED_CALLS, type BrazeCall, FATAL_CALLS } from './support/braze-calls.ts'
import { bundleAndStartPracticeBot } from './support/practice-bot.ts'

let bot: PracticeBot
beforeAll(async () => {
  bot = await bundleAndStartPracticeBot()
  // What the client's own HTTP library uses: the practice authority, and no name server.
  Object.assign(https.globalAgent.options, { ca: bot.caPem, lookup: toLoopback })
})
afterAll(async () => {
  https.globalAgent.destroy()
  await bot.stop()
})
beforeEach(() => practice('PUT', '/practice/switch', { answer: null }))

const toLoopback: NonNullable<https.AgentOptions['lookup']> = (_name, { all }, done) =>
  all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)

/** What our own sender makes of a call. */
async function sendCall({ path, body, key = BRAZE_KEYS.full }: BrazeCall, method: Method = 'POST') {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const url = `${bot.braze.restEndpoint}${path}`
  const facts = await sendAttempt(
    attemptTo(url, {
      ...reaching(bot),
      headers,
      body: Buffer.from(text),
      timeoutMs: 10_000,
      method,
    }),
  )
  return { facts, outcome: classify(facts, 'braze') }
}

async function practice(method: Method, path: string, body: unknown = {}): Promise<Record<string, unknown>> {
  const { facts } = await sendCall({ detail: null, path, body }, method)
  expect(facts.status).toBe(200)
  return JSON.parse(Buffer.from(facts.responseBody ?? []).toString())
}

const clientOf = (key: string = BRAZE_KEYS.full, base = '') => new Braze(`${bot.braze.restEndpoint}${base}`, key)

/** The same call by the client that callers use. */
async function callClient({ path, body, key }: BrazeCall): Promise<{ message: string }> {
  const braze = clientOf(key)
  switch (path) {
    case '/messages/send':
      return braze.messages.send(body as never)
    case '/messages/schedule/create':
      return braze.messages.schedule.create(body as never)
    case '/campaigns/trigger/send':
      return braze.campaigns.trigger.send(body as never)
    case '/sends/id/create':
      return braze.sends.id.create(body as never)
    case '/users/track':
      return braze.users.track(body as never)
    default:
      return clientOf(key, '/no/such').users.track(body as never)
  }
}

describe('the practice Braze', () => {
  it.each(FATAL_CALLS)('answers $detail to our sender and to the client', async (call) => {
    const status = Number(call.detail?.slice(0, 3))
    const { outcome, facts } = await sendCall(call)
    expect(outcome).toMatchObject({ state: 'failed', detail: call.detail, status, processed: 'no' })
    const said = JSON.parse(Buffer.from(facts.responseBody ?? []).toString())
    await expect(callClient(call)).rejects.toMatchObject({ message: said.message, status })
    if (!call.detail?.includes('(')) expect(call.detail).toBe(`${status} ${said.message}`)
  })

  it.each(ACCEPTED_CALLS)('accepts $path', async (call) => {
    const { outcome } = await sendCall(call)
    const note = call.minorErrors === undefined ? {} : { note: 'minor_errors' }
    expect(outcome).toMatchObject({ state: 'delivered', status: 201, ...note })
    expect(outcome.state === 'delivered' ? (outcome.minorErrors ?? []) : null).toHaveLength(call.minorErrors ?? 0)
    expect(await callClient(call)).toMatchObject({ message: 'success' })
  })

  it('has a call for every row of the table', async () => {
    const covered = new Set([...FATAL_CALLS.map(({ detail }) => detail), '429 Rate Limited'])
    expect([...covered].sort()).toEqual([...BRAZE_DETAILS].sort())
  })

  it('lists its campaigns and their variations, as the commands of the guide ask for them', async () => {
    const braze = clientOf()
    expect(await braze.campaigns.list()).toMatchObject({ campaigns: [{ id: 'practice-campaign' }] })
    const details = await braze.campaigns.details({ campaign_id: 'practice-campaign' })
    expect(details.messages).toMatchObject({ 'practice-email': { channel: 'email' } })
    await expect(braze.campaigns.details({ campaign_id: 'none' })).rejects.toThrow('Invalid Campaign ID')
  })

  it('says that a body is no JSON as Braze says it', async () => {
    const { outcome } = await sendCall({ detail: null, path: '/messages/send', body: '{"messages":' })
    expect(outcome).toMatchObject({ detail: '400 Bad Request' })
  })

  it('answers the id of a tracked send, its own or the one that was asked for', async () => {
    const braze = clientOf()
    expect(await braze.sends.id.create({ campaign_id: 'practice-campaign' })).toMatchObject({
      send_id: expect.any(String),
    })
    const asked = { campaign_id: 'practice-campaign', send_id: 'mine' }
    expect(await braze.sends.id.create(asked)).toMatchObject({ message: 'success', send_id: 'mine' })
    expect(
      await braze.messages.send({ broadcast: true, send_id: 'mine', messages: { sms: { body: 'x' } } }),
    ).toMatchObject({
      send_id: 'mine',
    })
  })

  it('lets two calls a second through for the key with a limit, and says when to come again', async () => {
    const call = { ...(ACCEPTED_CALLS[0] as BrazeCall), key: BRAZE_KEYS.limited }
    // At once: one after another may take a crowded machine a second each.
    const answers = await Promise.all(Array.from({ length: 8 }, () => sendCall(call)))
    const limited = answers
      .filter(({ outcome }) => outcome.state === 'failed')
      .map(({ outcome, facts }) => [outcome.detail, facts.responseHeaders?.['retry-after']])
    expect(limited.length).toBeGreaterThan(0)
    expect(limited).toEqual(limited.map(() => ['429 Rate Limited', '1']))
  })

  it.each([500, 502, 503, 504])('can have an incident of %i, in which nothing takes effect', async (status) => {
    const before = await practice('GET', '/practice/accepted')
    await practice('PUT', '/practice/switch', { answer: status, forMs: 60_000 })
    const call = ACCEPTED_CALLS[0] as BrazeCall
    expect((await sendCall(call)).outcome).toMatchObject({
      detail: `${status} Internal Server Error`,
      processed: 'maybe',
    })
    await expect(callClient(call)).rejects.toMatchObject({ message: 'Internal Server Error', status })
    expect(await practice('GET', '/practice/accepted')).toEqual(before)
    expect(await practice('GET', '/practice/switch')).toEqual({ answer: status, answered: 2 })
  })

  it('ends an incident by itself', async () => {
    await practice('PUT', '/practice/switch', { answer: 503, forMs: 1 })
    await expect.poll(async () => (await sendCall(ACCEPTED_CALLS[0] as BrazeCall)).outcome.state).toBe('delivered')
  })

  it('queues in maintenance, and can answer what nobody can read', async () => {
    const call = ACCEPTED_CALLS[0] as BrazeCall
    await practice('PUT', '/practice/switch', { answer: 'maintenance' })
    expect((await sendCall(call)).outcome).toMatchObject({ state: 'delivered', status: 202, note: 'queued' })
    expect(await callClient(call)).toEqual({ message: 'queued' })
    await practice('PUT', '/practice/switch', { answer: 'unreadable' })
    expect((await sendCall(call)).outcome).toMatchObject({ state: 'delivered', status: 200, note: 'unreadable' })
  })

  it('counts what took effect, and what did so again', async () => {
    await practice('DELETE', '/practice/accepted')
    const call = (id: string) => ({ detail: null, path: '/users/track', body: { attributes: [{ external_id: id }] } })
    for (const id of ['a', 'b', 'c', 'b']) await sendCall(call(id))
    await sendCall(FATAL_CALLS[0] as BrazeCall)
    await sendCall({ ...call('a'), key: BRAZE_KEYS.inactive })
    expect(await practice('GET', '/practice/accepted')).toEqual({ calls: 4, different: 3, repeated: 1 })
  })

  it('keeps its switches from those without the full key, and refuses a switch that it does not have', async () => {
    const wanted = { detail: null, path: '/practice/switch', body: { answer: 503 } }
    expect((await sendCall({ ...wanted, key: BRAZE_KEYS.inactive }, 'PUT')).facts.status).toBe(403)
    expect((await sendCall({ ...wanted, key: 'none' }, 'PUT')).facts.status).toBe(401)
    for (const body of [{ answer: 200 }, { answer: 'lunch' }, { answer: 503, forMs: -1 }, 'no JSON']) {
      expect((await sendCall({ ...wanted, body }, 'PUT')).facts.status).toBe(400)
    }
    expect((await sendCall(ACCEPTED_CALLS[0] as BrazeCall)).outcome.state).toBe('delivered')
  })
})
