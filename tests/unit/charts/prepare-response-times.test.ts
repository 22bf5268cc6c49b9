import { describe, expect, it } from 'vitest'
import { placeNames, prepareResponseTimes } from '@/lib/charts/prepare-response-times.ts'
import type { Percentiles, ResponseTimes, ResponseTimesBucket } from '@/lib/domain/statistics/response-times.ts'

const MINUTE = 60_000
const start = Date.parse('2026-11-21T00:00:00Z')
const NONE: Percentiles = { attempts: 0, p50Ms: null, p95Ms: null, p99Ms: null }
const took = (p50Ms: number, p95Ms = p50Ms, p99Ms = p95Ms): Percentiles => ({ attempts: 9, p50Ms, p95Ms, p99Ms })

type Bar = Partial<Omit<ResponseTimesBucket, 'startMs'>>

/** Bars of a minute, each with successes of 100 ms and no failures unless it says otherwise. */
function times(bars: readonly Bar[], more: Partial<ResponseTimes> = {}): ResponseTimes {
  return {
    fromMs: start,
    toMs: start + bars.length * MINUTE,
    bucket: '1m',
    timezone: 'UTC',
    timeLimitMs: 2_000,
    successes: NONE,
    failures: NONE,
    nearLimit: { aboveMs: 1_400, attempts: 0, of: 0 },
    off: [],
    marks: [],
    series: bars.map((bar, index) => ({
      startMs: start + index * MINUTE,
      aggregation: 'on',
      successes: took(100),
      failures: NONE,
      ...bar,
    })),
    ...more,
  }
}

const later = { nowMs: start + 24 * 60 * MINUTE }
const OFF: Bar = { aggregation: 'off', successes: null, failures: null }

describe('the model of response times', () => {
  it('breaks its lines where nothing was sent or nothing is known, and only there', () => {
    const model = prepareResponseTimes(times([{}, {}, { successes: NONE }, {}, OFF, {}, {}]), later)
    expect(
      model.successes.map((run) => run.map(({ fromMs, toMs }) => [fromMs, toMs].map((ms) => (ms - start) / MINUTE))),
    ).toEqual([
      [
        [0, 1],
        [1, 2],
      ],
      [[3, 4]],
      [
        [5, 6],
        [6, 7],
      ],
    ])
    expect(model.bars.map(({ state }) => state)).toEqual(['on', 'on', 'on', 'on', 'off', 'on', 'on'])
  })

  it('has an axis that reaches the limit and what took longer', () => {
    expect(prepareResponseTimes(times([{ successes: took(200, 300, 400) }]), later)).toMatchObject({
      axis: { top: 2_000 },
      limit: { ms: 2_000, nearMs: 1_400, inside: true },
    })
    expect(prepareResponseTimes(times([{ successes: took(200, 300, 2_300) }]), later).axis.top).toBeGreaterThanOrEqual(
      2_300,
    )
  })

  it('has one that shows what is far below the limit, which then lies outside', () => {
    const { axis, limit } = prepareResponseTimes(times([{ successes: took(40, 60, 90) }]), later)
    expect(axis.top).toBeGreaterThan(100)
    expect(axis.top).toBeLessThan(200)
    expect(limit.inside).toBe(false)
  })

  it('has an axis of failures only where something failed', () => {
    expect(prepareResponseTimes(times([{}]), later).failureAxis).toBeNull()
    const { failureAxis, failures } = prepareResponseTimes(times([{}, { failures: took(2_001) }]), later)
    expect(failureAxis?.top).toBeGreaterThanOrEqual(2_001)
    expect(failures).toEqual([
      [{ fromMs: start + MINUTE, toMs: start + 2 * MINUTE, p50Ms: 2_001, p95Ms: 2_001, p99Ms: 2_001, filling: false }],
    ])
  })

  it('tells what still fills and what is yet to come', () => {
    const model = prepareResponseTimes(times([{}, {}, { successes: null, failures: null }]), {
      nowMs: start + 1.5 * MINUTE,
    })
    expect(model.bars.map(({ state }) => state)).toEqual(['on', 'filling', 'future'])
    expect(model.successes[0]?.map(({ filling }) => filling)).toEqual([false, true])
  })

  it('never merges bars: the percentiles of two are not those of both', () => {
    const bars = Array.from({ length: 300 }, () => ({}))
    expect(prepareResponseTimes(times(bars), { ...later, mostBars: 48 }).bars).toHaveLength(300)
  })
})

describe('names beside the ends of lines', () => {
  it.each([
    [
      [20, 60, 100],
      [20, 60, 100],
    ],
    [
      [94, 97, 100],
      [72, 86, 100],
    ],
    [
      [100, 120, 130],
      [92, 106, 120],
    ],
  ])('%j go to %j', (ys, placed) => expect(placeNames(ys, 14, 120).map(({ y }) => y)).toEqual(placed))

  it('are one where the lines are', () => {
    const shared = (ys: number[]) => placeNames(ys, 14, 120).map(({ indices }) => indices)
    expect(shared([20, 20, 20])).toEqual([[0, 1, 2]])
    expect(shared([20, 22, 60])).toEqual([[0, 1], [2]])
    expect(shared([20, 60, 62])).toEqual([[0], [1, 2]])
    // Each is near the next, but the first is not near the last.
    expect(shared([20, 22, 24])).toEqual([[0, 1], [2]])
  })

  it('are apart from a name that is shared', () => {
    expect(placeNames([98, 100, 101], 14, 120)).toEqual([
      { indices: [0, 1], y: 87 },
      { indices: [2], y: 101 },
    ])
  })
})
