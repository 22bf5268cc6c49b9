import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { ConnectionPool } from '@/lib/sender/connection-pool.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo, reaching } from './support/attempt.ts'
import { bundleAndStartPracticeBot } from './support/practice-bot.ts'
import { listenTcp } from './support/servers.ts'

/** As the leaf's: OpenSSL's way of writing a time. */
const DATES = { validFrom: expect.stringMatching(/ GMT$/), validTo: expect.stringMatching(/ GMT$/) }

let bot: PracticeBot
let opened: ReturnType<typeof reaching>

beforeAll(async () => {
  bot = await bundleAndStartPracticeBot()
  opened = reaching(bot)
})
afterAll(() => bot?.stop())

const sendTo = (id: string, changes = {}) => sendAttempt(attemptTo(bot.urls[id] ?? '', { ...opened, ...changes }))

describe('a secured answer', () => {
  it('comes with what was negotiated and whose certificate it was', async () => {
    const facts = await sendTo('ok')
    expect(facts).toMatchObject({
      status: 200,
      protocol: 'http/1.1',
      tlsVersion: 'TLSv1.3',
      remoteAddress: '127.0.0.1',
      addresses: ['127.0.0.1'],
      certificate: {
        subject: 'CN=practice bot',
        issuer: 'CN=Todoku practice intermediate',
        altNames: ['DNS:*.practice.test'],
        chain: [
          { commonName: 'practice bot', issuer: 'Todoku practice intermediate', ...DATES },
          { commonName: 'Todoku practice intermediate', issuer: 'Todoku practice CA', ...DATES },
        ],
      },
    })
    const { dnsMs, tcpMs, tlsMs, sessionMs, firstByteMs, bodyMs } = facts.phases
    expect(sessionMs).toBeNull()
    const sum = [dnsMs, tcpMs, tlsMs, firstByteMs, bodyMs].reduce<number>((total, ms) => total + (ms ?? Number.NaN), 0)
    expect(sum).toBeLessThanOrEqual(facts.durationMs)
    expect(sum).toBeGreaterThan(0)
  })

  it('comes over a kept connection with the same facts', async () => {
    const agent = new ConnectionPool()
    const first = await sendTo('ok', { agent })
    const second = await sendTo('ok', { agent })
    const { tlsVersion, certificate } = first
    expect(second).toMatchObject({ reusedConnection: true, tlsVersion, certificate, status: 200 })
    agent.close()
  })

  it('comes although the connection that was kept is stale', async () => {
    const agent = new ConnectionPool()
    for (let nth = 0; nth < 5; nth++) {
      expect(await sendTo('stale-connection', { agent })).toMatchObject({ status: 200, reusedConnection: false })
    }
    agent.close()
  })

  it('is refused from a CA that only another channel trusts', async () => {
    expect((await sendTo('ok')).status).toBe(200)
    const stranger = await sendAttempt(attemptTo(bot.urls.ok ?? '', { ...opened, trust: attemptTo('').trust }))
    expect(stranger.error).toEqual({ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', phase: 'tls' })
  })

  it('is not followed by a resumed session that skips the check of the certificate', async () => {
    for (let nth = 0; nth < 3; nth++) {
      expect((await sendTo('certificate-expired')).error).toEqual({ code: 'CERT_HAS_EXPIRED', phase: 'tls' })
    }
  })
})

describe('a failed handshake', () => {
  it.each([
    ['certificate-expired', 'CN=expired'],
    ['certificate-self-signed', 'CN=self-signed'],
    ['certificate-of-other-name', 'CN=of another name'],
    ['intermediate-missing', 'CN=without intermediate'],
  ])('%s keeps the certificate', async (id, subject) => {
    const facts = await sendTo(id)
    expect(facts.certificate?.subject).toBe(subject)
    expect(facts).toMatchObject({ status: null, responseHeaders: null, responseBody: null, tlsVersion: 'TLSv1.3' })
    expect(facts.phases.tlsMs).toEqual(expect.any(Number))
    expect(classify(facts).state === 'failed' && classify(facts)).toMatchObject({ processed: 'no' })
  })

  it('tells which member of the chain has expired', async () => {
    const { certificate, startedAtMs } = await sendTo('intermediate-expired')
    const expired = certificate?.chain.filter(({ validTo }) => Date.parse(validTo) < startedAtMs)
    expect(expired?.map(({ commonName }) => commonName)).toEqual(['An expired intermediate'])
    expect(certificate?.chain).toHaveLength(2)
  })

  it('by an address instead of a name checks the certificate against the address', async () => {
    const { port } = new URL(bot.urls.ok ?? '')
    const facts = await sendAttempt(attemptTo(`https://127.0.0.1:${port}/`, opened))
    expect(facts.error).toEqual({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', phase: 'tls' })
  })

  it.each<[string, Buffer, string]>([
    ['fewer bytes than a record has', Buffer.from('abc'), 'No SSL/TLS record'],
    ['an SMTP banner', Buffer.from('220 mail.test ESMTP\r\n'), 'No SSL/TLS record'],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'No SSL/TLS record'],
    ['zeros', Buffer.alloc(99), 'No SSL/TLS record'],
    ['close_notify', Buffer.from([0x15, 3, 3, 0, 2, 1, 0]), 'Connection failed (session closed)'],
    ['nothing', Buffer.alloc(0), 'Connection failed (session closed)'],
    ['the alert handshake_failure', Buffer.from([0x15, 3, 3, 0, 2, 2, 40]), 'TLS handshake failure'],
    ['the alert protocol_version', Buffer.from([0x15, 3, 3, 0, 2, 2, 70]), 'TLS handshake failure'],
    ['the alert internal_error', Buffer.from([0x15, 3, 3, 0, 2, 2, 80]), 'TLS handshake failure'],
    [
      'the alert no_application_protocol',
      Buffer.from([0x15, 3, 3, 0, 2, 2, 120]),
      'Session protocol negotiation failure',
    ],
  ])('by %s and FIN', async (_what, bytes, label) => {
    const port = await listenTcp((socket) => socket.once('data', () => socket.end(bytes)))
    const facts = await sendAttempt(attemptTo(`https://127.0.0.1:${port}/`))
    expect(facts.error?.phase).toBe('tls')
    expect(classify(facts)).toMatchObject({ detail: label, processed: 'no' })
  })

  it.each([
    ['a banner and FIN at once', 'SSH-2.0-OpenSSH_9.6\r\n', 'No SSL/TLS record'],
    ['FIN at once', '', 'Connection failed (session closed)'],
  ])('by %s', async (_what, bytes, label) => {
    const port = await listenTcp((socket) => socket.end(bytes))
    expect(classify(await sendAttempt(attemptTo(`https://127.0.0.1:${port}/`))).detail).toBe(label)
  })

  it('by RST at once', async () => {
    const port = await listenTcp((socket) => socket.resetAndDestroy())
    for (let nth = 0; nth < 25; nth++) {
      const facts = await sendAttempt(attemptTo(`https://127.0.0.1:${port}/`))
      expect(facts.error).toEqual({ code: 'ECONNRESET', phase: 'tcp' })
      expect(classify(facts).detail).toBe('Connection failed (session closed)')
    }
  })

  it('has the same label each time, however the packets fall', async () => {
    const expected = {
      'client-certificate-wanted': 'TLS handshake failure',
      'reset-in-handshake': 'TLS handshake failure',
      'closed-in-handshake': 'Connection failed (session closed)',
      'closed-on-accept': 'Connection failed (session closed)',
      'closed-after-request': 'Session closed unexpectedly',
      'reset-after-request': 'Session closed unexpectedly',
    }
    for (const [id, label] of Object.entries(expected)) {
      const labels = new Set<string | null>()
      for (let nth = 0; nth < 25; nth++) labels.add(classify(await sendTo(id)).detail)
      expect({ id, labels: [...labels] }).toEqual({ id, labels: [label] })
    }
  })
})
