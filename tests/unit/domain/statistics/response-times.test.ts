import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binOf } from '@/lib/domain/statistics/duration-bins.ts'
import {
  type BarDurations,
  buildResponseTimes,
  isNotable,
  type ResponseTimesInput,
} from '@/lib/domain/statistics/response-times.ts'

const always = [{ fromMs: 0, toMs: null }]

function build(durations: readonly BarDurations[], more: Partial<ResponseTimesInput> = {}) {
  return buildResponseTimes({
    bounds: [0, 1_000, 2_000, 3_000, 4_000],
    bucket: '1m',
    timezone: 'UTC',
    timeLimitMs: 2_000,
    durations,
    periods: always,
    marks: [],
    nowMs: 10_000,
    ...more,
  })
}

const took = (bar: number, failed: boolean, ...durationsMs: number[]): BarDurations => {
  const bins = durationsMs.map((ms) => ({ bin: binOf(ms), attempts: 1 }))
  return { bar, failed, bins }
}

const NONE = { attempts: 0, p50Ms: null, p95Ms: null, p99Ms: null }

describe('response times', () => {
  it('are at most 1 % away from the exact percentiles by nearest rank, of each bar and of all of them together', () => {
    const durationMs = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60_000 }))
    const one = fc.record({ bar: fc.nat({ max: 3 }), failed: fc.boolean(), durationMs })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 200 }), (attempts) => {
        const groups = [0, 1, 2, 3].flatMap((bar) =>
          [false, true].map((failed) => {
            const ofGroup = attempts.filter((attempt) => attempt.bar === bar && attempt.failed === failed)
            return took(bar, failed, ...ofGroup.map((attempt) => attempt.durationMs))
          }),
        )
        const times = build(groups.filter(({ bins }) => bins.length > 0))
        const check = (found: typeof NONE | object | null, of: typeof attempts) => {
          const sorted = of.map((attempt) => attempt.durationMs).sort((a, b) => a - b)
          const exact = (q: number) => sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]
          const about = (value: number | undefined) =>
            value === undefined ? null : expect.toSatisfy((ms: number) => Math.abs(ms - value) <= value * 0.01)
          expect(found).toEqual({
            attempts: of.length,
            p50Ms: about(exact(0.5)),
            p95Ms: about(exact(0.95)),
            p99Ms: about(exact(0.99)),
          })
        }
        for (const failed of [false, true]) {
          const kind = failed ? 'failures' : 'successes'
          const ofKind = attempts.filter((attempt) => attempt.failed === failed)
          check(times[kind], ofKind)
          for (const [bar, bucket] of times.series.entries()) {
            const ofBar = ofKind.filter((attempt) => attempt.bar === bar)
            check(bucket[kind], ofBar)
          }
        }
        expect(times.nearLimit.of).toBe(times.successes.attempts)
      }),
    )
  })

  it('of the range are no average of its bars', () => {
    const { successes } = build([took(0, false, ...Array<number>(98).fill(100)), took(1, false, 1_000, 1_000)])
    expect(successes).toMatchObject({ attempts: 100, p50Ms: 100, p95Ms: 100 })
    expect(successes.p99Ms).toBeCloseTo(1_000, -1)
  })

  it('are unknown where nothing was aggregated and in the future, and none where nothing was sent', () => {
    const { series, off } = build([took(1, false, 50)], { periods: [{ fromMs: 1_000, toMs: null }], nowMs: 2_500 })
    expect(series).toEqual([
      { startMs: 0, aggregation: 'off', successes: null, failures: null },
      {
        startMs: 1_000,
        aggregation: 'on',
        successes: { attempts: 1, p50Ms: 50, p95Ms: 50, p99Ms: 50 },
        failures: NONE,
      },
      { startMs: 2_000, aggregation: 'on', successes: NONE, failures: NONE },
      { startMs: 3_000, aggregation: 'on', successes: null, failures: null },
    ])
    expect(off).toEqual([{ fromMs: 0, toMs: 1_000 }])
  })

  it('count the successes above 70 % of the limit, and no failures', () => {
    const durations = [took(0, false, 100, 1_400, 1_420, 1_999), took(1, false, 2_500), took(1, true, 2_000)]
    expect(build(durations).nearLimit).toEqual({ aboveMs: 1_400, attempts: 3, of: 5 })
    expect(build(durations, { timeLimitMs: 10_000 }).nearLimit).toEqual({ aboveMs: 7_000, attempts: 0, of: 5 })
    expect(build([took(0, true, 2_000)]).nearLimit).toEqual({ aboveMs: 1_400, attempts: 0, of: 0 })
  })

  it.each([
    [0, 0, false],
    [4, 4, false],
    [5, 5, true],
    [5, 500, true],
    [5, 501, false],
    [600, 60_000, true],
  ])('%d near the limit of %d: worth a warning: %s', (attempts, of, notable) =>
    expect(isNotable({ aboveMs: 1_400, attempts, of })).toBe(notable),
  )
})
