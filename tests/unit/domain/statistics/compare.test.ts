import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import { boundsOfBars, defaultWidth } from '@/lib/domain/statistics/bars.ts'
import { boundsBefore, buildPrevious, previousSums } from '@/lib/domain/statistics/compare.ts'
import { buildErrorTimeline } from '@/lib/domain/statistics/error-timeline.ts'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { offsetAt } from '@/lib/domain/statistics/zone-offset.ts'

const TOKYO = 'Asia/Tokyo'
const at = (text: string) => Date.parse(text)

describe('the bars of the period before', () => {
  it('are those a day before by the same clock for the last 24 hours, however the range was rounded', () => {
    const toMs = at('2026-11-21T14:07:12+09:00')
    const asked = { fromMs: toMs - DAY_MS, toMs }
    const bounds = boundsOfBars(asked, '15m', TOKYO) ?? []
    const before = boundsBefore(bounds, asked, '15m', TOKYO)
    expect(before).toEqual(bounds.map((bound) => bound - DAY_MS))
    expect(before[0]).toBe(at('2026-11-19T14:00:00+09:00'))
  })

  it('are of the day before for a day, also when that day was an hour shorter', () => {
    const zone = 'America/New_York'
    const asked = { fromMs: at('2026-03-09T00:00:00-04:00'), toMs: at('2026-03-10T00:00:00-04:00') }
    const bounds = boundsOfBars(asked, '1h', zone) ?? []
    const before = boundsBefore(bounds, asked, '1h', zone)
    expect([before[0], before.at(-1)]).toEqual([at('2026-03-08T00:00:00-05:00'), at('2026-03-09T00:00:00-04:00')])
    // Two o'clock did not come on that day; three o'clock is three o'clock.
    expect(before[2]).toBe(before[3])
    expect(before[3]).toBe(at('2026-03-08T03:00:00-04:00'))
    expect(before[12]).toBe(at('2026-03-08T12:00:00-04:00'))
  })

  it('are as many minutes earlier for less than a day', () => {
    const asked = { fromMs: at('2026-11-21T13:00:30+09:00'), toMs: at('2026-11-21T14:02:10+09:00') }
    const bounds = boundsOfBars(asked, '1m', TOKYO) ?? []
    expect(boundsBefore(bounds, asked, '1m', TOKYO)).toEqual(bounds.map((bound) => bound - 62 * MINUTE_MS))
  })

  it('are one for each bar, in order, at the same time of day, whatever the zone and the range', () => {
    const zones = fc.constantFrom(
      TOKYO,
      'UTC',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Europe/Berlin',
    )
    const instants = fc.integer({
      min: at('2026-01-01T00:00:00Z') / MINUTE_MS,
      max: at('2027-01-01T00:00:00Z') / MINUTE_MS,
    })
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 60 * 24 * 60 }), (zone, fromMinute, minutes) => {
        const asked = { fromMs: fromMinute * MINUTE_MS, toMs: (fromMinute + minutes) * MINUTE_MS }
        const width = defaultWidth(asked)
        const bounds = boundsOfBars(asked, width, zone) ?? []
        const before = boundsBefore(bounds, asked, width, zone)
        expect(before).toHaveLength(bounds.length)
        for (const [index, bound] of before.entries()) expect(bound).toBeGreaterThanOrEqual(before[index - 1] ?? 0)
        // Where no clock was changed, nothing is left out and nothing moves.
        const offsets = new Set([...bounds, ...before].map((bound) => offsetAt(zone, bound)))
        if (offsets.size > 1) return
        const shifts = new Set(before.map((bound, index) => (bounds[index] ?? 0) - bound))
        expect(shifts.size).toBe(1)
        const [shift = 0] = shifts
        expect(shift).toBeGreaterThanOrEqual(asked.toMs - asked.fromMs)
        expect(shift).toBeLessThan(asked.toMs - asked.fromMs + DAY_MS)
      }),
    )
  })
})

describe('whole days', () => {
  // In these the clock skips midnight in spring, so that a day begins at one o'clock.
  const zones = ['Africa/Cairo', 'America/Havana', 'America/Santiago', 'Asia/Beirut']

  it.each(zones)('stay whole days in %s, wherever a clock skipped midnight', (zone) => {
    const dayAfter = (startMs: number, days: number) => {
      let at = startMs
      for (let day = 0; day < days; day += 1) at = dayOf(zone, at).endMs
      return at
    }
    const noon = fc.integer({ min: 0, max: 4 * 365 }).map((day) => at('2023-06-01T12:00:00Z') + day * DAY_MS)
    const widths = fc.constantFrom('1h', '6h', '1d')
    fc.assert(
      fc.property(noon, fc.integer({ min: 1, max: 30 }), widths, (noonMs, days, width) => {
        const fromMs = dayOf(zone, noonMs).startMs
        const asked = { fromMs, toMs: dayAfter(fromMs, days) }
        const bounds = boundsOfBars(asked, width, zone) ?? []
        const before = boundsBefore(bounds, asked, width, zone)
        expect(before.at(-1)).toBe(fromMs)
        expect(dayAfter(before[0] ?? 0, days)).toBe(fromMs)
        for (const [index, bound] of before.entries()) {
          expect(bound).toBeGreaterThanOrEqual(before[index - 1] ?? 0)
          const own = bounds[index] ?? 0
          if (dayOf(zone, own).startMs === own) expect(dayOf(zone, bound).startMs).toBe(bound)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are compared with the day before on the day without midnight', () => {
    const asked = { fromMs: at('2026-04-24T01:00:00+03:00'), toMs: at('2026-04-25T00:00:00+03:00') }
    const bounds = boundsOfBars(asked, '1h', 'Africa/Cairo') ?? []
    const before = boundsBefore(bounds, asked, '1h', 'Africa/Cairo')
    expect([before[0], before.at(-1)]).toEqual([at('2026-04-23T00:00:00+02:00'), at('2026-04-24T00:00:00+02:00')])
    expect(before[11]).toBe(at('2026-04-23T12:00:00+02:00'))
  })
})

const reason = reasonOfDetail('503') ?? 0
const input = { bucket: '1h' as const, timezone: 'UTC', filter: { causes: [], reasons: [] }, nowMs: 100 * HOUR_MS }
const hours = (...list: number[]) => list.map((hour) => hour * HOUR_MS)
const count = (bar: number, attempts: number, errors: number) => [
  { bar, reason: 0, attempts: attempts - errors, firstAtMs: 0, lastAtMs: 0 },
  { bar, reason, attempts: errors, firstAtMs: 0, lastAtMs: 0 },
]

describe('the period before', () => {
  it('has a bucket for each bar; an hour that did not come is unknown, as is what was off', () => {
    const previous = buildPrevious({
      ...input,
      bounds: hours(0, 1, 1, 2, 3),
      counts: [...count(0, 10, 1), ...count(2, 20, 2)],
      periods: [{ fromMs: 0, toMs: 2 * HOUR_MS }],
    })
    expect(previous.series.map(({ attempts, errors }) => [attempts, errors])).toEqual([
      [10, 1],
      [null, null],
      [20, 2],
      [null, null],
    ])
    expect(previous).toMatchObject({ fromMs: 0, toMs: 3 * HOUR_MS, attempts: 30, errors: 3 })
    expect(previous.off).toEqual([{ fromMs: 2 * HOUR_MS, toMs: 3 * HOUR_MS }])
    expect(previous).not.toHaveProperty('marks')
  })

  it('is summed up as far as the one that is shown has come', () => {
    const periods = [{ fromMs: 0, toMs: null }]
    const shown = { ...input, bounds: hours(24, 25, 26, 27), counts: [], periods, marks: [] }
    const previous = buildPrevious({
      ...input,
      bounds: hours(0, 1, 2, 3),
      counts: [...count(0, 10, 1), ...count(1, 20, 4), ...count(2, 30, 9)],
      periods,
    })
    const sumsAt = (nowMs: number) => previousSums(buildErrorTimeline({ ...shown, nowMs }), previous, nowMs)
    const all = {
      errors: 14,
      attempts: 60,
      attemptErrors: 14,
      byCause: { error_status_code: 14 },
      untilMs: null,
    }
    expect(sumsAt(25.5 * HOUR_MS)).toEqual({
      errors: 5,
      attempts: 30,
      attemptErrors: 5,
      byCause: { error_status_code: 5 },
      untilMs: 2 * HOUR_MS,
    })
    expect(sumsAt(26.5 * HOUR_MS)).toEqual(all)
    expect(sumsAt(90 * HOUR_MS)).toEqual(all)
  })

  it('makes no rate of imported errors', () => {
    const previous = buildPrevious({
      ...input,
      bounds: hours(0, 1, 2),
      counts: [...count(0, 10, 1), { bar: 1, reason, attempts: 7, firstAtMs: 0, lastAtMs: 0, imported: true }],
      periods: [{ fromMs: 0, toMs: HOUR_MS }],
      imported: [{ fromMs: HOUR_MS, toMs: 2 * HOUR_MS }],
    })
    const shown = buildErrorTimeline({ ...input, bounds: hours(2, 3, 4), counts: [], periods: [], marks: [] })
    expect(previousSums(shown, previous, input.nowMs)).toEqual({
      errors: 8,
      attempts: 10,
      attemptErrors: 1,
      byCause: { error_status_code: 8 },
      untilMs: null,
    })
  })
})
