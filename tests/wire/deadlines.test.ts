import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { createResolver } from '@/lib/sender/resolver.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo } from './support/attempt.ts'
import { listenByHand, makeHttp2World } from './support/http2-server.ts'
import { listenDns, listenHttp, listenRaw, listenTcp } from './support/servers.ts'

/**
 * On an idle machine the timers fire within 5 ms; a crowded one may be late, but never early. How late by itself is told by
 * the best of many, below and in lateness.test.ts.
 */
const LATE_MS = 1_000

function expectOnTime(durationMs: number, limitMs: number) {
  expect(durationMs).toBeGreaterThanOrEqual(limitMs)
  expect(durationMs).toBeLessThan(limitMs + LATE_MS)
}

/** What a timer of our own may be late by, when the machine lets it run at all. */
const KEPT_WITHIN_MS = 20
/** So crowded a machine that nothing runs for 20 ms says nothing; a timer that is late by itself is so every time. */
const TRIES = 2

describe('the limit of two seconds', () => {
  it.each(['http/1.1', 'h2'] as const)('is kept to within 20 ms over %s', { retry: TRIES }, async (protocol) => {
    const world = await makeHttp2World()
    const secured = await listenByHand(world, { onRequest: () => {} })
    const plain = await listenTcp((socket) => socket.resume())
    const send = () =>
      protocol === 'h2' ? world.sendTo(secured.port) : sendAttempt(attemptTo(`http://127.0.0.1:${plain}/`))
    const late: number[] = []
    // One after another, so that they do not all end while this process waits for its turn.
    const staggered = Array.from({ length: 16 }, (_, nth) => sleep(nth * 50).then(send))
    for (const facts of await Promise.all(staggered)) {
      expect(facts.error).toEqual({ code: 'ETIMEDOUT', phase: 'response' })
      const { dnsMs, tcpMs, tlsMs, sessionMs } = facts.phases
      const before = (dnsMs ?? 0) + (tcpMs ?? 0) + (tlsMs ?? 0) + (sessionMs ?? 0)
      expect(facts.durationMs - before).toBeGreaterThanOrEqual(2_000)
      late.push(facts.durationMs - before - 2_000)
    }
    // On a crowded machine some are late all the same; a timer that is late by itself would make all of them late.
    late.sort((a, b) => a - b)
    expect(late[2]).toBeLessThan(KEPT_WITHIN_MS)
    expect(late.at(-1)).toBeLessThan(LATE_MS)
  })
})

describe('the time limit of a request', () => {
  it.each([20, 150, 700])('is %i ms for a silent bot, not a millisecond less', async (timeoutMs) => {
    const port = await listenTcp(() => {})
    const facts = await sendAttempt(attemptTo(`http://127.0.0.1:${port}/`, { timeoutMs }))
    expect(facts.error).toEqual({ code: 'ETIMEDOUT', phase: 'response' })
    expect(classify(facts).detail).toBe('Request timeout')
    expectOnTime(facts.durationMs, timeoutMs)
  })

  it('holds while the event loop was busy just before', async () => {
    const port = await listenTcp(() => {})
    const attempt = sendAttempt(attemptTo(`http://127.0.0.1:${port}/`, { timeoutMs: 200 }))
    const busyUntilMs = performance.now() + 120
    while (performance.now() < busyUntilMs);
    expectOnTime((await attempt).durationMs, 200)
  })

  it('ends an endless row of interim answers', async () => {
    const url = await listenRaw('', (socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const facts = await sendAttempt(attemptTo(url, { timeoutMs: 300 }))
    expect(facts.error).toEqual({ code: 'ETIMEDOUT', phase: 'response' })
    expectOnTime(facts.durationMs, 300)
  })

  it('counts until the answer is complete', async () => {
    const { url } = await listenHttp((_request, response) => {
      response.write('a')
      const timer = setInterval(() => response.write('a'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const facts = await sendAttempt(attemptTo(url, { timeoutMs: 300 }))
    expect(facts).toMatchObject({ status: 200, error: { code: 'ETIMEDOUT', phase: 'body' } })
    expect(classify(facts)).toMatchObject({ detail: 'Request timeout', processed: 'maybe' })
    expectOnTime(facts.durationMs, 300)
  })

  it('ends a request that the bot does not read', async () => {
    const port = await listenTcp((socket) => socket.pause())
    const body = new Uint8Array(32 * 1024 * 1024)
    const facts = await sendAttempt(attemptTo(`http://127.0.0.1:${port}/`, { timeoutMs: 400, body }))
    expect(facts.error).toEqual({ code: 'ETIMEDOUT', phase: 'request' })
    expect(classify(facts)).toMatchObject({ detail: 'Request timeout', processed: 'maybe' })
    expectOnTime(facts.durationMs, 400)
  })

  it('begins when the request is written: what came before has its own limits', async () => {
    const name = 'slow.test'
    const dnsServer = await listenDns((_name, type) => (type === 'A' ? 'silence' : []))
    const limits = { dnsMs: 300 }
    const request = { limits, timeoutMs: 50, resolver: createResolver([dnsServer]) }
    const facts = await sendAttempt(attemptTo(`https://${name}/`, request))
    expect(facts.error).toEqual({ code: 'ETIMEOUT', phase: 'dns' })
    expectOnTime(facts.durationMs, 300)
    expectOnTime(facts.phases.dnsMs ?? 0, 300)
  })

  it('leaves an answer just in time alone', async () => {
    const { url } = await listenHttp((_request, response) => void setTimeout(() => response.end('{}'), 300))
    const facts = await sendAttempt(attemptTo(url, { timeoutMs: 1_000 }))
    expect(facts).toMatchObject({ status: 200, error: null })
    expectOnTime(facts.durationMs, 299)
  })
})
