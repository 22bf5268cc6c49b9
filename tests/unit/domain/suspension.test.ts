import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  concurrencyNow,
  FAILING_FOR_MS,
  FAILURES_IN_A_ROW,
  FIRST_PROBE_MS,
  HEALTHY,
  type Health,
  healthAfter,
  LONGEST_PROBE_MS,
  type Sign,
  STRUGGLING_AFTER,
} from '@/lib/domain/suspension.ts'

const NOW = Date.parse('2026-11-22T03:00:00Z')
const failure = (atMs: number): Sign => ({ arrived: false, startedAtMs: atMs, endedAtMs: atMs + 1_000 })
const arrival = (atMs: number): Sign => ({ ...failure(atMs), arrived: true })
const failures = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, index) => failure(NOW + index * everyMs))

it.each([
  ['many, but not for long', failures(10_000, 10), false],
  ['for long, but not many', failures(FAILURES_IN_A_ROW - 1, 3_600_000), false],
  ['for long and many', failures(FAILURES_IN_A_ROW, 60_000), true],
  ['one arrival in between', [...failures(49, 60_000), arrival(NOW + 49 * 60_000), failure(NOW + 50 * 60_000)], false],
])('is suspended after failures alone: %s', (_what, signs, suspended) => {
  expect(healthAfter(HEALTHY, signs).suspendedAtMs !== null).toBe(suspended)
})

it('probes after a minute, then at twice the distance each time, at most half an hour', () => {
  let health = healthAfter(HEALTHY, failures(FAILURES_IN_A_ROW, 60_000))
  const waits: number[] = []
  for (let probe = 0; probe < 8; probe += 1) {
    const atMs = health.nextProbeAtMs ?? Number.NaN
    health = healthAfter(health, [failure(atMs)])
    waits.push(((health.nextProbeAtMs ?? Number.NaN) - (atMs + 1_000)) / 60_000)
  }
  expect(waits).toEqual([2, 4, 8, 16, 30, 30, 30, 30])
  expect(health.probes).toBe(8)
})

it('what was under way when the channel was suspended is no probe', () => {
  const health = healthAfter(HEALTHY, failures(FAILURES_IN_A_ROW, 60_000))
  const later = healthAfter(health, [failure((health.suspendedAtMs ?? 0) - 500)])
  expect(later).toMatchObject({ probes: 0, nextProbeAtMs: health.nextProbeAtMs })
  expect(later.nextProbeAtMs).toBe((health.suspendedAtMs ?? 0) + FIRST_PROBE_MS)
})

const sign = fc.record({
  arrived: fc.boolean(),
  startedAtMs: fc.integer({ min: NOW, max: NOW + 10 * FAILING_FOR_MS }),
  tookMs: fc.integer({ min: 0, max: 30_000 }),
})
const signs = fc
  .array(sign, { maxLength: 200 })
  .map((all) => all.map(({ tookMs, ...rest }): Sign => ({ ...rest, endedAtMs: rest.startedAtMs + tookMs })))

it('does not depend on the order in which attempts of one moment are told, and an arrival at the end heals', () => {
  fc.assert(
    fc.property(signs, (told) => {
      const distinct = [...new Map(told.map((each) => [each.endedAtMs, each])).values()]
      expect(healthAfter(HEALTHY, [...distinct].reverse())).toEqual(healthAfter(HEALTHY, distinct))
      const last = arrival(NOW + 11 * FAILING_FOR_MS)
      expect(healthAfter(HEALTHY, [...distinct, last])).toEqual(HEALTHY)
    }),
  )
})

it('is the same told one by one or together, and is sound at every step', () => {
  fc.assert(
    fc.property(signs, (told) => {
      const inOrder = [...told].sort((a, b) => a.endedAtMs - b.endedAtMs)
      let health: Health = HEALTHY
      for (const each of inOrder) {
        health = healthAfter(health, [each])
        expect(health.suspendedAtMs === null).toBe(health.nextProbeAtMs === null)
        expect(health.failingSinceMs === null).toBe(health.failuresInARow === 0)
        if (health.suspendedAtMs !== null) {
          expect(health.failuresInARow).toBeGreaterThanOrEqual(FAILURES_IN_A_ROW)
          expect((health.nextProbeAtMs ?? 0) - each.endedAtMs).toBeLessThanOrEqual(LONGEST_PROBE_MS)
        }
      }
      expect(healthAfter(HEALTHY, told)).toEqual(health)
    }),
  )
})

it('leaves a channel that only fails a quarter of its concurrency, and never nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), fc.nat(200), (concurrency, failuresInARow) => {
      const now = concurrencyNow(concurrency, failuresInARow)
      expect(now).toBeGreaterThanOrEqual(1)
      expect(now).toBe(failuresInARow < STRUGGLING_AFTER ? concurrency : Math.ceil(concurrency / 4))
    }),
  )
  expect([1, 4, 16, 64].map((concurrency) => concurrencyNow(concurrency, STRUGGLING_AFTER))).toEqual([1, 1, 4, 16])
})
