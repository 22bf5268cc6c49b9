import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, wallClockBounds } from '@/lib/domain/statistics/zone-days.ts'
import { canonicalZone, isZone, offsetAt } from '@/lib/domain/statistics/zone-offset.ts'

/** The instants as the zone's wall clock shows them. */
function shown(zone: string, instants: readonly number[]): string[] {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return instants.map((at) => format.format(at).slice('2026-'.length))
}

const bounds = (zone: string, widthMs: number, from: string, to: string) =>
  wallClockBounds(zone, widthMs, Date.parse(from), Date.parse(to))

const hoursBetween = (instants: readonly number[]) =>
  instants.slice(1).map((at, index) => (at - (instants[index] ?? at)) / HOUR_MS)

describe('days of a zone', () => {
  it('begin at its own midnight', () => {
    const start = Date.parse('2026-11-21T15:00:00Z')
    expect(dayOf('Asia/Tokyo', start)).toEqual({ startMs: start, endMs: start + DAY_MS })
    expect(dayOf('Asia/Tokyo', start - 1)).toEqual({ startMs: start - DAY_MS, endMs: start })
    expect(dayOf('Asia/Kolkata', Date.parse('2026-01-10T00:00:00Z')).startMs).toBe(Date.parse('2026-01-09T18:30:00Z'))
  })

  it('last 23 and 25 hours in New York when its clocks change', () => {
    const spring = bounds('America/New_York', DAY_MS, '2026-03-07T05:00Z', '2026-03-10T04:00Z')
    expect(shown('America/New_York', spring)).toEqual(['03-07 00:00', '03-08 00:00', '03-09 00:00', '03-10 00:00'])
    expect(hoursBetween(spring)).toEqual([24, 23, 24])
    expect(hoursBetween(bounds('America/New_York', DAY_MS, '2026-10-31T04:00Z', '2026-11-03T05:00Z'))).toEqual([
      24, 25, 24,
    ])
  })

  it('last half an hour more or less on Lord Howe Island', () => {
    expect(hoursBetween(bounds('Australia/Lord_Howe', DAY_MS, '2026-04-04T13:00Z', '2026-04-05T13:00Z'))).toEqual([
      24.5,
    ])
    expect(hoursBetween(bounds('Australia/Lord_Howe', DAY_MS, '2026-10-03T13:30Z', '2026-10-04T13:00Z'))).toEqual([
      23.5,
    ])
  })

  it('know that Apia had no 30 December 2011', () => {
    const days = bounds('Pacific/Apia', DAY_MS, '2011-12-29T10:00Z', '2011-12-31T10:00Z')
    expect(shown('Pacific/Apia', days)).toEqual(['12-29 00:00', '12-31 00:00', '01-01 00:00'])
    expect(hoursBetween(days)).toEqual([24, 24])
  })

  it('begin at one o’clock where midnight is skipped, and once where it comes twice', () => {
    expect(
      shown('America/Sao_Paulo', bounds('America/Sao_Paulo', DAY_MS, '2018-11-03T03:00Z', '2018-11-05T02:00Z')),
    ).toEqual(['11-03 00:00', '11-04 01:00', '11-05 00:00'])
    expect(hoursBetween(bounds('America/Havana', DAY_MS, '2026-11-01T04:00Z', '2026-11-02T05:00Z'))).toEqual([25])
  })
})

describe('hours on the wall clock', () => {
  it('of an hour that comes twice are two', () => {
    const hours = bounds('America/New_York', HOUR_MS, '2026-11-01T04:00Z', '2026-11-01T08:00Z')
    expect(shown('America/New_York', hours)).toEqual([
      '11-01 00:00',
      '11-01 01:00',
      '11-01 01:00',
      '11-01 02:00',
      '11-01 03:00',
    ])
  })

  it('by two and six begin at local midnight and are longer or shorter when clocks change', () => {
    const two = bounds('America/New_York', 2 * HOUR_MS, '2026-03-08T05:00Z', '2026-03-08T12:00Z')
    expect(shown('America/New_York', two)).toEqual([
      '03-08 00:00',
      '03-08 03:00',
      '03-08 04:00',
      '03-08 06:00',
      '03-08 08:00',
    ])
    const six = bounds('Asia/Tokyo', 6 * HOUR_MS, '2026-03-08T00:00+09:00', '2026-03-09T00:00+09:00')
    expect(shown('Asia/Tokyo', six)).toEqual([
      '03-08 00:00',
      '03-08 06:00',
      '03-08 12:00',
      '03-08 18:00',
      '03-09 00:00',
    ])
    expect(hoursBetween(bounds('America/New_York', 6 * HOUR_MS, '2026-11-01T04:00Z', '2026-11-02T05:00Z'))).toEqual([
      7, 6, 6, 6,
    ])
  })

  it('are floored and ceiled: a range inside one is that one', () => {
    const at = Date.parse('2026-05-05T10:07:30Z')
    expect(wallClockBounds('UTC', 15 * MINUTE_MS, at, at + 1)).toEqual([
      Date.parse('2026-05-05T10:00:00Z'),
      Date.parse('2026-05-05T10:15:00Z'),
    ])
  })
})

const zones = fc.constantFrom(
  'UTC',
  'Asia/Tokyo',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Havana',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Chatham',
)
const instants = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2030, 0) })

describe('stretches of any zone', () => {
  it('cover the range, in order, each no longer than its width and the hours that clocks go back', () => {
    const widths = fc.constantFrom(MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, DAY_MS)
    fc.assert(
      fc.property(zones, widths, instants, fc.integer({ min: 1, max: 400 }), (zone, widthMs, fromMs, count) => {
        const toMs = fromMs + Math.ceil((count * widthMs) / 7)
        const found = wallClockBounds(zone, widthMs, fromMs, toMs)
        expect(found[0]).toBeLessThanOrEqual(fromMs)
        expect(found[1]).toBeGreaterThan(fromMs)
        expect(found.at(-1)).toBeGreaterThanOrEqual(toMs)
        expect(found.at(-2)).toBeLessThan(toMs)
        for (const hours of hoursBetween(found)) {
          expect(hours).toBeGreaterThan(0)
          expect(hours * HOUR_MS).toBeLessThanOrEqual(widthMs + HOUR_MS)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a day holds its instant and only instants of one date', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const { startMs, endMs } = dayOf(zone, at)
        expect(at).toBeGreaterThanOrEqual(startMs)
        expect(at).toBeLessThan(endMs)
        const date = (ms: number) => Math.floor((ms + offsetAt(zone, ms)) / DAY_MS)
        expect(new Set([date(startMs), date(at), date(endMs - 1)]).size).toBe(1)
        expect(dayOf(zone, endMs).startMs).toBe(endMs)
      }),
      { numRuns: 300 },
    )
  })

  it('are the same however the range is cut', () => {
    fc.assert(
      fc.property(zones, fc.constantFrom(HOUR_MS, 6 * HOUR_MS, DAY_MS), instants, (zone, widthMs, fromMs) => {
        const whole = wallClockBounds(zone, widthMs, fromMs, fromMs + 40 * DAY_MS)
        const middle = whole[Math.floor(whole.length / 2)] ?? fromMs
        const halves = [
          ...wallClockBounds(zone, widthMs, fromMs, middle),
          ...wallClockBounds(zone, widthMs, middle, fromMs + 40 * DAY_MS).slice(1),
        ]
        expect(halves).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })
})

describe('zone names', () => {
  it.each(['Asia/Tokyo', 'UTC', 'America/Argentina/Buenos_Aires', 'asia/tokyo'])('%s is one', (name) =>
    expect(isZone(name)).toBe(true),
  )
  it.each(['', '+09:00', 'Mars/Olympus', '9', 'Asia/Tokyo; DROP'])('%j is none', (name) =>
    expect(isZone(name)).toBe(false),
  )

  it('has one name, however it is written', () => {
    for (const name of ['asia/tokyo', 'ASIA/TOKYO', 'Asia/Tokyo']) expect(canonicalZone(name)).toBe('Asia/Tokyo')
    expect(canonicalZone('utc')).toBe('UTC')
    for (const name of ['Asia/Kolkata', 'Europe/Kyiv']) expect(canonicalZone(name)).toBe(name)
    expect(canonicalZone('+09:00')).toBeNull()
  })
})
