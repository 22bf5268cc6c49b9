import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { ConnectionPool } from '@/lib/sender/connection-pool.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo, NOTHING_OPENED, reaching } from './support/attempt.ts'
import { bundleAndStartPracticeBot } from './support/practice-bot.ts'
import { listenHttp } from './support/servers.ts'

let bot: PracticeBot
let opened: ReturnType<typeof reaching>
beforeAll(async () => {
  bot = await bundleAndStartPracticeBot()
  opened = reaching(bot)
})
afterAll(() => bot?.stop())

const told = (events: readonly StepEvent[]) => events.map(({ step, state }) => `${step} ${state}`)
const last = (events: readonly StepEvent[]) => events.at(-1)
const stepsTo = async (url: string | undefined, changes: Partial<Parameters<typeof sendAttempt>[0]> = {}) => {
  const events: StepEvent[] = []
  const onStep = (event: StepEvent) => events.push(event)
  const facts = await sendAttempt(attemptTo(url ?? '', { ...opened, ...changes, onStep }))
  return { events, facts }
}

const UP_TO_TCP = ['url started', 'url done', 'dns started', 'dns done', 'tcp started', 'tcp done']
const UP_TO_TLS = [...UP_TO_TCP, 'tls started', 'tls done']
const ALL = [...UP_TO_TLS, 'request started', 'request done', 'response started', 'response done']

describe('the steps of an attempt that arrives', () => {
  it.each([
    ['ok', 'http/1.1'],
    ['h2-ok', 'h2'],
  ])('%s: each begins and ends in order, with what it found', async (id, protocol) => {
    const { events, facts } = await stepsTo(bot.urls[id])
    expect(told(events)).toEqual(ALL)
    const done = Object.fromEntries(events.filter(({ state }) => state === 'done').map((event) => [event.step, event]))
    expect(done.dns?.addresses).toEqual(['127.0.0.1'])
    expect(done.tcp?.remoteAddress).toBe('127.0.0.1')
    expect(done.tls).toMatchObject({
      protocol,
      tlsVersion: 'TLSv1.3',
      certificate: { chain: [{ commonName: 'practice bot' }, { commonName: 'Todoku practice intermediate' }] },
    })
    expect(done.response?.status).toBe(200)
    for (const { state, ms } of events) expect(ms === null).toBe(state === 'started')
    const { tlsMs, sessionMs, firstByteMs, bodyMs } = facts.phases
    expect(done.tls?.ms).toBeGreaterThanOrEqual((tlsMs ?? 0) + (sessionMs ?? 0))
    expect(done.response?.ms).toBeGreaterThanOrEqual((firstByteMs ?? 0) + (bodyMs ?? 0))
    const sum = events.reduce((total, { step, ms }) => (step === 'request' ? total : total + (ms ?? 0)), 0)
    expect(sum).toBeLessThanOrEqual(facts.durationMs)
  })

  it('are told while it goes on: the answer is waited for before it has come', async () => {
    let answer = () => {}
    const { url } = await listenHttp((_request, response) => {
      answer = () => response.writeHead(503).end()
    })
    const onStep = vi.fn<(event: StepEvent) => void>()
    const attempt = sendAttempt(attemptTo(url, { onStep }))
    await vi.waitFor(() => expect(onStep).toHaveBeenLastCalledWith({ step: 'response', state: 'started', ms: null }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    answer()
    await attempt
    const events = onStep.mock.calls.map(([event]) => event)
    expect(events.some(({ step }) => step === 'tls')).toBe(false)
    expect(last(events)).toMatchObject({ step: 'response', state: 'done', status: 503 })
    expect(last(events)?.ms).toBeGreaterThanOrEqual(95)
  })

  it('leave out what a kept connection does not need', async () => {
    const agent = new ConnectionPool()
    await stepsTo(bot.urls.ok, { agent })
    const { events } = await stepsTo(bot.urls.ok, { agent })
    expect(told(events)).toEqual(['url started', 'url done', ...ALL.slice(8)])
    agent.close()
  })

  it('begin again when the kept connection was stale', async () => {
    const agent = new ConnectionPool()
    await stepsTo(bot.urls['stale-connection'], { agent })
    const { events, facts } = await stepsTo(bot.urls['stale-connection'], { agent })
    expect(facts.status).toBe(200)
    expect(told(events).slice(-10)).toEqual(ALL.slice(2))
    expect(told(events).filter((one) => one.endsWith('failed'))).toEqual([])
    agent.close()
  })
})

describe('the steps of an attempt that fails end where it ends', () => {
  it.each([
    ['invalid-url', ['url started', 'url failed']],
    ['nxdomain', [...UP_TO_TCP.slice(0, 3), 'dns failed']],
    ['dns-silent', [...UP_TO_TCP.slice(0, 3), 'dns failed']],
    ['refused', [...UP_TO_TCP.slice(0, 5), 'tcp failed']],
    ['never-accepted', [...UP_TO_TCP.slice(0, 5), 'tcp failed']],
    ['certificate-expired', [...UP_TO_TCP, 'tls started', 'tls failed']],
    ['stalled-handshake', [...UP_TO_TCP, 'tls started', 'tls failed']],
    ['h2-no-settings', [...UP_TO_TCP, 'tls started', 'tls failed']],
    ['silent', [...ALL.slice(0, -1), 'response failed']],
    ['h2-silent', [...ALL.slice(0, -1), 'response failed']],
    ['half-body', [...ALL.slice(0, -1), 'response failed']],
  ])('%s', async (id, expected) => {
    const { events, facts } = await stepsTo(bot.urls[id], { timeoutMs: 500 })
    expect(told(events)).toEqual(expected)
    expect(last(events)?.error).toEqual(facts.error)
    expect(last(events)?.ms).toBeLessThanOrEqual(facts.durationMs)
  })

  it.each(['certificate-expired', 'intermediate-missing', 'unknown-root-sent'])(
    '%s: a failed handshake shows the certificate that came',
    async (id) => {
      const { events, facts } = await stepsTo(bot.urls[id])
      expect(facts.certificate?.chain.length).toBeGreaterThan(0)
      expect(last(events)).toMatchObject({ state: 'failed', certificate: facts.certificate })
    },
  )

  it('a time-out took the limit', async () => {
    const { events } = await stepsTo(bot.urls.silent, { timeoutMs: 300 })
    expect(last(events)?.ms).toBeGreaterThanOrEqual(300)
    expect(last(events)?.error).toEqual({ code: 'ETIMEDOUT', phase: 'response' })
  })

  it('TLS 1.3 may refuse the client after the handshake: then it is TLS that failed', async () => {
    const { events } = await stepsTo(bot.urls['client-certificate-wanted'])
    expect(last(events)).toMatchObject({ step: 'tls', state: 'failed' })
    expect(told(events)).toContain('tls done')
  })
})

describe('whoever listens', () => {
  it('does not learn where a name of a closed network leads', async () => {
    const events: StepEvent[] = []
    const onStep = (event: StepEvent) => events.push(event)
    const closed = { ...opened, addressRules: NOTHING_OPENED, onStep }
    await expect(sendAttempt(attemptTo(bot.urls.ok ?? '', closed))).rejects.toMatchObject({ code: 'address_denied' })
    expect(told(events)).toEqual(UP_TO_TCP.slice(0, 3))
    expect(JSON.stringify(events)).not.toContain('127.0.0.1')
  })

  it('breaks no attempt by throwing', async () => {
    const onStep = vi.fn(() => {
      throw new Error('of the listener')
    })
    expect(await sendAttempt(attemptTo(bot.urls.ok ?? '', { ...opened, onStep }))).toMatchObject({ status: 200 })
    expect(onStep).toHaveBeenCalledTimes(ALL.length)
  })
})
