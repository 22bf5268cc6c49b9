import { describe, expect, it } from 'vitest'
import { RANGES, resolveRange, shiftRange, usualRange } from '@/lib/charts/resolve-range.ts'
import { boundsOfBars } from '@/lib/domain/statistics/bars.ts'
import { HOUR } from './timeline.ts'

const NOW = Date.parse('2026-11-21T03:12:46+09:00')
const NOTHING = { range: null, from: null, to: null }

describe('resolveRange', () => {
  it('ends now and begins a day before when the address says nothing', () => {
    expect(resolveRange(NOTHING, '24h', NOW, 'Asia/Tokyo')).toEqual({
      fromMs: NOW - 24 * HOUR,
      toMs: NOW,
      bucket: '15m',
      name: '24h',
    })
  })

  it('prefers exact times to a name', () => {
    const range = resolveRange({ range: '7d', from: 1_000, to: 3_601_000 }, '24h', NOW, 'UTC')
    expect(range).toEqual({ fromMs: 1_000, toMs: 3_601_000, bucket: '1m', name: null })
  })

  it('shortens what is longer than the report answers to its newest part, and not to an empty future', () => {
    const { fromMs, toMs } = resolveRange({ range: null, from: 1, to: NOW + 90_000 * HOUR }, '24h', NOW, 'UTC')
    expect(toMs).toBe(NOW)
    expect((toMs - fromMs) / HOUR).toBe(999 * 24)
  })

  it.each([
    { range: null, from: 5_000, to: 4_000 },
    { range: null, from: 5_000, to: null },
  ])('takes times that are no range for none: %o', (wish) => {
    expect(resolveRange(wish, '24h', NOW, 'UTC').name).toBe('24h')
  })

  it("knows today and yesterday by the zone's calendar", () => {
    const iso = ({ fromMs, toMs }: { fromMs: number; toMs: number }) =>
      [fromMs, toMs].map((ms) => new Date(ms).toISOString())
    expect(iso(resolveRange({ ...NOTHING, range: 'today' }, '24h', NOW, 'Asia/Tokyo'))).toEqual([
      '2026-11-20T15:00:00.000Z',
      '2026-11-21T15:00:00.000Z',
    ])
    expect(iso(resolveRange({ ...NOTHING, range: 'yesterday' }, '24h', NOW, 'UTC'))).toEqual([
      '2026-11-19T00:00:00.000Z',
      '2026-11-20T00:00:00.000Z',
    ])
  })

  it('keeps yesterday a day where the clocks changed', () => {
    const range = resolveRange(
      { ...NOTHING, range: 'yesterday' },
      '24h',
      Date.parse('2026-10-26T12:00:00Z'),
      'Europe/Berlin',
    )
    expect((range.toMs - range.fromMs) / HOUR).toBe(25)
  })

  it.each(RANGES)('asks for at most 121 bars: %s', (range) => {
    const { bucket, ...resolved } = resolveRange({ ...NOTHING, range }, '24h', NOW, 'Asia/Tokyo')
    const bounds = boundsOfBars(resolved, bucket, 'Asia/Tokyo')
    expect(bounds?.length).toBeGreaterThan(15)
    expect(bounds?.length).toBeLessThanOrEqual(122)
  })

  it('shortens what a report cannot answer', () => {
    const { bucket, ...range } = resolveRange({ range: null, from: 0, to: NOW }, '24h', NOW, 'UTC')
    expect(boundsOfBars(range, bucket, 'UTC')).not.toBeNull()
  })
})

describe('usualRange', () => {
  it.each([
    [0, '15m'],
    [9 * 60_000, '15m'],
    [59 * 60_000, '1h'],
    [2 * HOUR, '6h'],
    [6 * HOUR, '24h'],
  ] as const)('shows a channel that is %i ms old %s', (age, range) => {
    expect(usualRange(age)).toBe(range)
  })
})

describe('shiftRange', () => {
  it('moves by its own length and comes back', () => {
    const before = shiftRange({ fromMs: 100, toMs: 150 }, -1, NOW)
    expect(before).toEqual({ fromMs: 50, toMs: 100 })
    expect(before && shiftRange(before, 1, NOW)).toEqual({ fromMs: 100, toMs: 150 })
  })

  it('does not go where nothing has happened yet', () => {
    expect(shiftRange({ fromMs: NOW - HOUR, toMs: NOW }, 1, NOW)).toBeNull()
  })
})
