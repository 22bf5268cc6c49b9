import { describe, expect, it } from 'vitest'
import {
  boundsOfBars,
  bucketStarts,
  defaultWidth,
  fewerBounds,
  STORED_WIDTHS,
  storedWidthFor,
} from '@/lib/domain/statistics/bars.ts'
import type { BucketWidth } from '@/lib/domain/statistics/report-types.ts'
import { DAY_MS, HOUR_MS } from '@/lib/domain/statistics/zone-days.ts'

const at = Date.parse('2026-11-21T01:02:03.456Z')
const range = (ms: number) => ({ fromMs: at - ms, toMs: at })

/** The bounds, or none at all when there are too many. */
function barsOf(ms: number, width: BucketWidth, zone: string): number[] {
  return boundsOfBars(range(ms), width, zone) ?? []
}

describe('the default width', () => {
  it.each<[string, number, BucketWidth]>([
    ['an hour', HOUR_MS, '1m'],
    ['two hours', 2 * HOUR_MS, '1m'],
    ['six hours', 6 * HOUR_MS, '5m'],
    ['a day', DAY_MS, '15m'],
    ['a week', 7 * DAY_MS, '2h'],
    ['thirty days', 30 * DAY_MS, '6h'],
    ['ninety days', 90 * DAY_MS, '1d'],
    ['three years', 1095 * DAY_MS, '1d'],
  ])('of %s needs at most 120 bars', (_, ms, width) => expect(defaultWidth(range(ms))).toBe(width))
})

describe('bars', () => {
  it('are refused beyond 1,000', () => {
    expect(boundsOfBars({ fromMs: 0, toMs: 1000 * 60_000 }, '1m', 'UTC')).toHaveLength(1001)
    expect(boundsOfBars({ fromMs: 0, toMs: 1000 * 60_000 + 1 }, '1m', 'UTC')).toBeNull()
    expect(boundsOfBars({ fromMs: 0, toMs: Date.UTC(2199, 0) }, '1m', 'UTC')).toBeNull()
  })
})

describe('the stored width', () => {
  const { minute, hour, day } = STORED_WIDTHS

  it('is a day for days of the channel’s zone, or of a zone with the same days', () => {
    expect(storedWidthFor(barsOf(9 * DAY_MS, '1d', 'Asia/Tokyo'), '1d', 'Asia/Tokyo')).toBe(day)
    expect(storedWidthFor(barsOf(9 * DAY_MS, '1d', 'Asia/Seoul'), '1d', 'Asia/Tokyo')).toBe(day)
  })

  it('is an hour for another zone’s days, and a minute where that zone is half an hour off', () => {
    expect(storedWidthFor(barsOf(9 * DAY_MS, '1d', 'UTC'), '1d', 'Asia/Tokyo')).toBe(hour)
    expect(storedWidthFor(barsOf(9 * DAY_MS, '1d', 'Asia/Kolkata'), '1d', 'Asia/Tokyo')).toBe(minute)
  })

  it('is an hour for full hours and a minute for less', () => {
    expect(storedWidthFor(barsOf(DAY_MS, '1h', 'Asia/Tokyo'), '1h', 'Asia/Tokyo')).toBe(hour)
    expect(storedWidthFor(barsOf(DAY_MS, '6h', 'America/New_York'), '6h', 'Asia/Tokyo')).toBe(hour)
    expect(storedWidthFor(barsOf(DAY_MS, '15m', 'Asia/Tokyo'), '15m', 'Asia/Tokyo')).toBe(minute)
    expect(storedWidthFor(barsOf(DAY_MS, '1h', 'Asia/Kathmandu'), '1h', 'Asia/Tokyo')).toBe(minute)
  })
})

it('an attempt falls into a minute and an hour of UTC and a day of the channel’s zone', () => {
  expect(bucketStarts(at, 'Asia/Tokyo')).toEqual({
    1: Date.parse('2026-11-21T01:02:00Z'),
    2: Date.parse('2026-11-21T01:00:00Z'),
    3: Date.parse('2026-11-20T15:00:00Z'),
  })
})

describe('fewer bounds', () => {
  it.each<[string, number, BucketWidth, number, number]>([
    ['an hour on a phone, by two minutes', HOUR_MS, '1m', 48, 2 * 60_000],
    ['a day on a phone, by the hour', DAY_MS, '15m', 48, HOUR_MS],
    ['a week on a phone, by four hours', 7 * DAY_MS, '2h', 48, 4 * HOUR_MS],
    ['ninety days on a phone, by two days', 90 * DAY_MS, '1d', 48, 2 * DAY_MS],
    ['two years, by the week', 730 * DAY_MS, '1d', 120, 7 * DAY_MS],
  ])('%s', (_, ms, width, most, expected) => {
    const all = barsOf(ms, width, 'Asia/Tokyo')
    const fewer = fewerBounds(all, most, 'Asia/Tokyo')
    expect(fewer.length - 1).toBeLessThanOrEqual(most)
    expect([fewer[0], fewer.at(-1)]).toEqual([all[0], all.at(-1)])
    expect(new Set(fewer.slice(1, -2).map((bound, index) => (fewer[index + 2] ?? 0) - bound))).toEqual(
      new Set([expected]),
    )
  })

  it('leaves what is few enough as it is', () => {
    const bounds = barsOf(HOUR_MS, '1m', 'UTC')
    expect(fewerBounds(bounds, 120, 'UTC')).toBe(bounds)
  })

  it('of whole days are still read from stored days', () => {
    const bounds = fewerBounds(barsOf(90 * DAY_MS, '1d', 'Asia/Tokyo'), 48, 'Asia/Tokyo')
    expect(storedWidthFor(bounds, '1d', 'Asia/Tokyo')).toBe(STORED_WIDTHS.day)
  })
})
