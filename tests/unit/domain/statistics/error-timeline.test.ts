import { describe, expect, it } from 'vitest'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import { readErrorFilter } from '@/lib/domain/statistics/error-filter.ts'
import { type BarCount, buildErrorTimeline } from '@/lib/domain/statistics/error-timeline.ts'

const count = (
  bar: number,
  detail: string | null,
  attempts: number,
  firstAtMs = bar * 100,
  lastAtMs = firstAtMs,
): BarCount => ({
  bar,
  reason: detail === null ? 0 : (reasonOfDetail(detail) ?? Number.NaN),
  attempts,
  firstAtMs,
  lastAtMs,
})

/** Three bars of 100 ms; statistics on from 50 to 250; now is 260. */
const counts = [
  count(0, null, 10),
  count(0, 'Request timeout', 2, 60, 90),
  count(1, null, 5),
  count(1, 'Request timeout', 1, 150),
  count(1, 'Unknown host', 4, 110, 190),
  count(1, '503', 3, 120, 130),
]

function build(
  causes: string[] = [],
  details: string[] = [],
  more: Partial<Parameters<typeof buildErrorTimeline>[0]> = {},
) {
  const filter = readErrorFilter(causes, details)
  if (filter === null) throw new Error('an unknown cause or detail')
  return buildErrorTimeline({
    bounds: [0, 100, 200, 300],
    bucket: '1m',
    timezone: 'UTC',
    counts,
    periods: [{ fromMs: 50, toMs: 250 }],
    marks: [],
    filter,
    nowMs: 260,
    ...more,
  })
}

describe('the error timeline', () => {
  it('ranks causes and details, most first, with first and last seen', () => {
    const { attempts, errors, causes } = build()
    expect({ attempts, errors }).toEqual({ attempts: 25, errors: 10 })
    expect(causes).toEqual([
      {
        cause: 'could_not_connect',
        errors: 4,
        details: [{ detail: 'Unknown host', errors: 4, firstAtMs: 110, lastAtMs: 190 }],
      },
      {
        cause: 'request_timeout',
        errors: 3,
        details: [{ detail: 'Request timeout', errors: 3, firstAtMs: 60, lastAtMs: 150 }],
      },
      { cause: 'error_status_code', errors: 3, details: [{ detail: '503', errors: 3, firstAtMs: 120, lastAtMs: 130 }] },
    ])
  })

  it('fills bars by cause, tells partly aggregated ones, and knows zero from unknown', () => {
    expect(build().series).toEqual([
      { startMs: 0, aggregation: 'partial', attempts: 12, errors: 2, byCause: { request_timeout: 2 } },
      {
        startMs: 100,
        aggregation: 'on',
        attempts: 13,
        errors: 8,
        byCause: { request_timeout: 1, could_not_connect: 4, error_status_code: 3 },
      },
      { startMs: 200, aggregation: 'partial', attempts: 0, errors: 0, byCause: {} },
    ])
    const off = build([], [], { counts: [], periods: [] })
    expect(off.series.map(({ aggregation, attempts, errors }) => [aggregation, attempts, errors])).toEqual([
      ['off', null, null],
      ['off', null, null],
      ['off', null, null],
    ])
  })

  it('gives the exact stretches without aggregation and leaves the future out', () => {
    expect(build().off).toEqual([
      { fromMs: 0, toMs: 50 },
      { fromMs: 250, toMs: 260 },
    ])
    expect(build([], [], { nowMs: 240 }).off).toEqual([{ fromMs: 0, toMs: 50 }])
  })

  it('knows nothing of a bar that has not begun, unless something was counted ahead of our clock', () => {
    const on = { periods: [{ fromMs: 0, toMs: null }] }
    expect(build([], [], { ...on, nowMs: 199 }).series[2]).toMatchObject({
      aggregation: 'on',
      attempts: null,
      errors: null,
    })
    expect(build([], [], { ...on, nowMs: 200 }).series[2]).toMatchObject({ attempts: 0, errors: 0 })
    expect(build([], [], { ...on, nowMs: 99 }).series[1]).toMatchObject({ attempts: 13, errors: 8 })
  })

  it('knows the errors of what was imported, and not how much was sent', () => {
    const { series, off, ...totals } = build([], [], {
      counts: [
        count(0, null, 10),
        { ...count(0, '503', 2, 10), imported: true },
        count(1, null, 5),
        count(1, '503', 1),
      ],
      periods: [{ fromMs: 50, toMs: 250 }],
      imported: [{ fromMs: -100, toMs: 50 }],
    })
    expect(series).toMatchObject([
      { aggregation: 'on', attempts: null, errors: 2, imported: true, byCause: { error_status_code: 2 } },
      { aggregation: 'on', attempts: 6, errors: 1 },
      { aggregation: 'partial', attempts: 0, errors: 0 },
    ])
    expect(series[1]).not.toHaveProperty('imported')
    expect(totals).toMatchObject({ attempts: 16, errors: 3, importedErrors: 2, imported: [{ fromMs: 0, toMs: 50 }] })
    expect(off).toEqual([{ fromMs: 250, toMs: 260 }])
  })

  it('filters errors and never attempts', () => {
    const { attempts, errors, causes, series } = build(['request_timeout', 'could_not_connect'])
    expect({ attempts, errors, causes: causes.map(({ cause }) => cause) }).toEqual({
      attempts: 25,
      errors: 7,
      causes: ['could_not_connect', 'request_timeout'],
    })
    expect(series[1]).toEqual({
      startMs: 100,
      aggregation: 'on',
      attempts: 13,
      errors: 5,
      byCause: { request_timeout: 1, could_not_connect: 4 },
    })
  })

  it('breaks bars down by detail when one cause is chosen, by itself or through its details', () => {
    expect(build(['could_not_connect']).series[1]?.byDetail).toEqual({ 'Unknown host': 4 })
    expect(build([], ['503']).series[1]?.byDetail).toEqual({ '503': 3 })
    expect(build([], ['503', 'Unknown host']).series[1]).not.toHaveProperty('byDetail')
    expect(build().series[1]).not.toHaveProperty('byDetail')
  })

  it('needs cause and detail both to fit', () => {
    expect(build(['request_timeout'], ['503']).errors).toBe(0)
    expect(build(['error_status_code'], ['503']).errors).toBe(3)
  })

  it('shows as partial what was counted in a bar that no period covers: a start ahead of our clock', () => {
    const { series, attempts } = build([], [], { periods: [{ fromMs: 0, toMs: 90 }] })
    expect(series[1]).toMatchObject({ aggregation: 'partial', attempts: 13 })
    expect(attempts).toBe(25)
  })
})

describe('an error filter', () => {
  it.each([
    [['nonsense'], []],
    [[], ['nonsense']],
    [[], ['200']],
    [[], ['99']],
  ])('of %j %j is refused', (causes, details) => expect(readErrorFilter(causes, details)).toBeNull())
})
