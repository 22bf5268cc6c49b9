import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LONGEST_WAIT_MS } from '@/lib/domain/delivery.ts'
import { delivered, type Outcome } from '@/lib/domain/outcome.ts'
import {
  backoff,
  hasWaitedTooLong,
  LONGEST_FIRST_WAIT_MS,
  LONGEST_PAUSE_MS,
  nextAttemptAt,
  readRetryAfter,
} from '@/lib/domain/redelivery-schedule.ts'

const POLICY = { redelivery: true, redeliveryFirstMs: 10_000, redeliveryWindowMs: LONGEST_WAIT_MS }
const NOW = Date.parse('2026-11-22T03:00:00Z')

const failed = (status: number | null, detail = status === null ? 'Request timeout' : String(status)): Outcome => ({
  state: 'failed',
  cause: status === null ? 'request_timeout' : 'error_status_code',
  detail,
  status,
  processed: 'maybe',
})
const ended = (outcome: Outcome, more: { tries?: number; queuedAtMs?: number; retryAfter?: string | null } = {}) => ({
  queuedAtMs: NOW,
  endedAtMs: NOW,
  tries: 1,
  retryAfter: null,
  outcome,
  ...more,
})

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const firstMs = fc.integer({ min: 1_000, max: 30_000 })

it('waits at most 30 s for the first redelivery, about the first step, and at most an hour ever', () => {
  fc.assert(
    fc.property(firstMs, fc.integer({ min: 1, max: 1_000 }), random, (first, attempts, chance) => {
      const waitMs = backoff(first, attempts, chance)
      const stepMs = Math.min(first * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
      expect(waitMs).toBeGreaterThanOrEqual(Math.floor(stepMs * 0.8))
      expect(waitMs).toBeLessThanOrEqual(Math.ceil(stepMs * 1.2))
      expect(waitMs).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
      expect(backoff(first, 1, chance)).toBeLessThanOrEqual(LONGEST_FIRST_WAIT_MS)
    }),
  )
})

it('waits longer each time, whatever the jitter, until the longest pause', () => {
  fc.assert(
    fc.property(firstMs, fc.integer({ min: 1, max: 20 }), random, random, (first, attempts, one, other) => {
      const [before, after] = [backoff(first, attempts, one), backoff(first, attempts + 1, other)]
      fc.pre(first * 2 ** attempts <= LONGEST_PAUSE_MS)
      expect(after).toBeGreaterThan(before)
    }),
  )
})

it('spreads what failed together over the whole of the jitter', () => {
  expect([0, 0.5, 0.999999].map((chance) => backoff(10_000, 1, chance))).toEqual([8_000, 10_000, 12_000])
})

it('begins none later than the window after the delivery was accepted', () => {
  const window = fc.integer({ min: 0, max: 2 * LONGEST_WAIT_MS })
  const ago = fc.integer({ min: 0, max: 2 * LONGEST_WAIT_MS })
  fc.assert(
    fc.property(window, ago, fc.integer({ min: 1, max: 40 }), random, (redeliveryWindowMs, agoMs, tries, chance) => {
      const policy = { ...POLICY, redeliveryWindowMs }
      const attempt = ended(failed(500), { tries, queuedAtMs: NOW - agoMs })
      const atMs = nextAttemptAt(policy, attempt, chance)
      const lastMs = attempt.queuedAtMs + Math.min(redeliveryWindowMs, LONGEST_WAIT_MS)
      const wantedMs = NOW + backoff(policy.redeliveryFirstMs, tries, chance)
      expect(atMs).toBe(wantedMs > lastMs ? null : wantedMs)
    }),
  )
})

it('tries for a day, a few dozen times', () => {
  let [atMs, tries]: [number | null, number] = [NOW, 0]
  while (atMs !== null) {
    tries += 1
    atMs = nextAttemptAt(POLICY, { ...ended(failed(null), { tries }), endedAtMs: atMs }, 0.5)
  }
  expect(tries).toBeGreaterThan(24)
  expect(tries).toBeLessThan(40)
})

it.each([
  ['what arrived', POLICY, delivered(200)],
  ['a channel without redelivery', { ...POLICY, redelivery: false }, failed(500)],
  ['a URL that does not parse', POLICY, failed(null, 'Invalid URL syntax')],
  ['a bot that is gone', POLICY, failed(410)],
])('ends at once: %s', (_what, policy, outcome) => {
  expect(nextAttemptAt(policy, ended(outcome), 0.5)).toBeNull()
})

it('waits as long as a 429 or 503 asks, but neither less than its own wait nor more than an hour', () => {
  const wait = (status: number, retryAfter: string) => {
    const atMs = nextAttemptAt(POLICY, ended(failed(status), { retryAfter }), 0.5)
    return atMs === null ? null : atMs - NOW
  }
  expect(wait(503, '120')).toBe(120_000)
  expect(wait(429, 'Sun, 22 Nov 2026 03:05:00 GMT')).toBe(300_000)
  expect(wait(503, '0')).toBe(10_000)
  expect(wait(503, 'Sun, 06 Nov 1994 08:49:37 GMT')).toBe(10_000)
  expect(wait(503, '999999999999999999999999')).toBe(LONGEST_PAUSE_MS)
  expect(wait(503, '9'.repeat(400))).toBe(LONGEST_PAUSE_MS)
  expect(wait(500, '120')).toBe(10_000)
  expect(
    nextAttemptAt({ ...POLICY, redeliveryWindowMs: 60_000 }, ended(failed(503), { retryAfter: '120' }), 0),
  ).toBeNull()
})

it('reads Retry-After as RFC 9110 spells it', () => {
  const at = (value: string) => readRetryAfter(value, Date.parse('1994-11-06T08:49:07Z'))
  expect(at('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(30_000)
  expect(at('Sunday, 06-Nov-94 08:49:37 GMT')).toBe(30_000)
  expect(at('Sun Nov  6 08:49:37 1994')).toBe(30_000)
  expect(at(' 30 ')).toBe(30_000)
  for (const value of ['', '-1', '1.5', '1e3', 'soon', '2026', 'Mon, 99 Foo 2026 99:99:99 GMT', '0x10']) {
    expect(at(value)).toBe(value === '2026' ? 2_026_000 : null)
  }
})

it('never asks for a time that is no number, whatever a bot answers', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(429, 503), random, (retryAfter, status, chance) => {
      const atMs = nextAttemptAt(POLICY, ended(failed(status), { retryAfter }), chance)
      expect(atMs).toBeGreaterThanOrEqual(NOW + 8_000)
      expect(atMs).toBeLessThanOrEqual(NOW + LONGEST_PAUSE_MS)
    }),
  )
})

it('has waited too long after a day, a redelivery when its window is over', () => {
  const hour = 3_600_000
  const tooLong = (tries: number, afterMs: number) =>
    hasWaitedTooLong({ queuedAtMs: NOW, tries }, { redeliveryWindowMs: 2 * hour }, NOW + afterMs)
  expect([24 * hour, 24 * hour + 1].map((afterMs) => tooLong(0, afterMs))).toEqual([false, true])
  expect([2 * hour + 60_000, 2 * hour + 60_001].map((afterMs) => tooLong(1, afterMs))).toEqual([false, true])
})
