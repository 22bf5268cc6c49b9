import { describe, expect, test } from 'vitest'
import { stepsOf, type WalkedAttempt } from '@/lib/domain/attempt-steps.ts'

const none = { dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null }
const walk = (more: Partial<WalkedAttempt>): string =>
  stepsOf({
    outcome: { state: 'failed', status: null },
    error: null,
    phases: none,
    reusedConnection: false,
    url: 'https://a',
    ...more,
  })
    .map(({ step, state, ms }) => `${step} ${state}${ms === null ? '' : ` ${ms}`}`)
    .join(', ')

describe('how far an attempt got', () => {
  test('a certificate that fails stops at TLS with the time it took', () => {
    const phases = { ...none, dnsMs: 2, tcpMs: 8, tlsMs: 37 }
    expect(walk({ error: { code: 'CERT_HAS_EXPIRED', phase: 'tls' }, phases })).toBe(
      'url passed, dns passed 2, tcp passed 8, tls stopped 37, request unreached, response unreached',
    )
  })

  test('a URL that does not parse stops before anything', () => {
    expect(walk({ error: { code: 'ERR_INVALID_URL', phase: 'url' } })).toMatch(/^url stopped, dns unreached/)
  })

  test('a 503 stops at the answer, over a connection that was open', () => {
    const phases = { ...none, firstByteMs: 20, bodyMs: 2 }
    expect(walk({ outcome: { state: 'failed', status: 503 }, phases, reusedConnection: true })).toBe(
      'url passed, dns skipped, tcp skipped, tls skipped, request passed, response stopped 22',
    )
  })

  test('a delivery passes all of it', () => {
    expect(walk({ outcome: { state: 'delivered', status: 200 } })).not.toMatch(/stopped|unreached/)
  })

  test('a cause that was reported without an error says nothing of the way', () => {
    expect(walk({})).toBe('')
  })

  test('http has no TLS', () => {
    expect(walk({ outcome: { state: 'delivered', status: 200 }, url: 'http://a/' })).toMatch(
      /tcp passed, tls skipped, request passed/,
    )
  })

  test('a session that is never ready stops at TLS', () => {
    expect(walk({ error: { code: 'ETIMEDOUT', phase: 'session' } })).toMatch(
      /tcp passed, tls stopped, request unreached/,
    )
  })
})
