import { describe, expect, it } from 'vitest'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import { rowsOfAttempt, rowsOfEvents, type StepRow } from '@/lib/domain/step-rows.ts'

const states = (rows: readonly StepRow[]) => rows.map(({ state }) => state)
const started = (step: StepEvent['step']): StepEvent => ({ step, state: 'started', ms: null })
const done = (step: StepEvent['step'], more: Partial<StepEvent> = {}): StepEvent => ({
  step,
  state: 'done',
  ms: 3,
  ...more,
})

describe('rows while an attempt goes on', () => {
  it('are six from the start', () => {
    expect(states(rowsOfEvents([]))).toEqual(Array(6).fill('waiting'))
  })

  it('follow the events, with what was found', () => {
    const rows = rowsOfEvents([started('url'), done('url'), started('dns'), done('dns', { addresses: ['192.0.2.1'] })])
    expect(states(rows)).toEqual(['passed', 'passed', 'waiting', 'waiting', 'waiting', 'waiting'])
    expect(rows[1]).toMatchObject({ ms: 3, addresses: ['192.0.2.1'] })
    expect(states(rowsOfEvents([started('url'), done('url'), started('dns')]))[1]).toBe('running')
  })

  it('give no time of its own to what a record keeps none of', () => {
    const rows = rowsOfEvents([done('url'), done('request'), done('response', { status: 200 })])
    expect(rows.map(({ ms }) => ms)).toEqual([null, null, null, null, null, 3])
    expect(rowsOfEvents([{ step: 'request', state: 'failed', ms: 400 }])[4]?.ms).toBe(400)
  })

  it('skip what had no event, once a later step begins', () => {
    const rows = rowsOfEvents([done('url'), done('dns'), done('tcp'), started('request')])
    expect(states(rows)).toEqual(['passed', 'passed', 'passed', 'skipped', 'running', 'waiting'])
  })

  it('stop where it failed; nothing after it was reached, whatever it looked like', () => {
    const error = { code: 'CERT_HAS_EXPIRED', phase: 'tls' } as const
    const walked = [done('url'), done('dns'), done('tcp'), done('tls'), started('request')]
    const rows = rowsOfEvents([...walked, { step: 'tls', state: 'failed', ms: 9, error }])
    expect(states(rows)).toEqual(['passed', 'passed', 'passed', 'stopped', 'unreached', 'unreached'])
    expect(rows[3]).toMatchObject({ ms: 9, error })
  })

  it.each([
    [204, 'passed'],
    [301, 'stopped'],
    [503, 'stopped'],
  ])('an answer of %i has %s', (status, state) => {
    expect(rowsOfEvents([done('response', { status })])[5]).toMatchObject({ state, status })
  })

  it('forget a kept connection that was dead', () => {
    const rows = rowsOfEvents([done('url'), started('request'), done('request'), started('response'), started('dns')])
    expect(states(rows)).toEqual(['passed', 'running', 'waiting', 'waiting', 'waiting', 'waiting'])
  })
})

const attempt: Parameters<typeof rowsOfAttempt>[0] = {
  outcome: { state: 'failed', status: null },
  error: { code: 'ETIMEDOUT', phase: 'response' },
  phases: { dnsMs: 2, tcpMs: 3, tlsMs: 20, sessionMs: 5, firstByteMs: null, bodyMs: null },
  reusedConnection: false,
  url: 'https://bot.test/',
  durationMs: 2_030,
  addresses: ['192.0.2.1', '2001:db8::1'],
  remoteAddress: '192.0.2.1',
  tlsVersion: 'TLSv1.3',
  protocol: 'h2',
  certificate: null,
}

describe('rows of an attempt that is over', () => {
  it('have what each step found', () => {
    const [, dns, tcp, tls] = rowsOfAttempt(attempt)
    expect(dns).toMatchObject({ state: 'passed', ms: 2, addresses: attempt.addresses })
    expect(tcp).toMatchObject({ ms: 3, remoteAddress: '192.0.2.1' })
    expect(tls).toMatchObject({ ms: 25, tlsVersion: 'TLSv1.3', protocol: 'h2' })
  })

  it('say how long an answer was waited for that never came', () => {
    expect(rowsOfAttempt(attempt)[5]).toMatchObject({ state: 'stopped', ms: 2_000 })
  })

  it('are none when only a judgement was reported', () => {
    expect(rowsOfAttempt({ ...attempt, error: null })).toEqual([])
  })
})
