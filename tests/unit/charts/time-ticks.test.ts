import { describe, expect, it } from 'vitest'
import { timeTicks } from '@/lib/charts/time-ticks.ts'
import { HOUR } from './timeline.ts'

const DAY = 24 * HOUR
const at = (text: string) => Date.parse(text)
const clock = (zone: string) => (ms: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)

describe('timeTicks', () => {
  it('stands on full hours of the zone and gives midnight its date', () => {
    const from = at('2026-11-20T03:15:00+09:00')
    const ticks = timeTicks(from, from + DAY, 'Asia/Tokyo', 10)
    expect(ticks.map(({ atMs }) => clock('Asia/Tokyo')(atMs))).toEqual([
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
      '03:00',
    ])
    expect(ticks.filter(({ kind }) => kind === 'day').map(({ atMs }) => atMs)).toEqual([
      at('2026-11-21T00:00:00+09:00'),
    ])
  })

  it('follows a zone that is not a full hour off', () => {
    const from = at('2026-11-20T03:15:00Z')
    const ticks = timeTicks(from, from + DAY, 'Asia/Kathmandu', 10)
    expect(ticks.map(({ atMs }) => clock('Asia/Kathmandu')(atMs)).every((time) => time.endsWith(':00'))).toBe(true)
  })

  it('stays on the clock over a change of the clocks', () => {
    const from = at('2026-10-24T22:00:00Z')
    const ticks = timeTicks(from, from + 25 * HOUR, 'Europe/Berlin', 10)
    expect(ticks.map(({ atMs }) => clock('Europe/Berlin')(atMs))).toEqual([
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
    ])
  })

  it.each([7, 30, 90])('gives %i days a date each, or every few, at most as many as asked', (days) => {
    const from = at('2026-11-20T00:00:00+09:00')
    const ticks = timeTicks(from, from + days * DAY, 'Asia/Tokyo', 10)
    expect(ticks.length).toBeLessThanOrEqual(12)
    expect(ticks.length).toBeGreaterThan(4)
    expect(ticks.every(({ kind }) => kind === (days === 7 ? 'day' : 'date'))).toBe(true)
  })

  it('keeps its dates while the range moves on', () => {
    const from = at('2026-11-20T00:00:00+09:00')
    const before = timeTicks(from, from + 30 * DAY, 'Asia/Tokyo', 10).map(({ atMs }) => atMs)
    const after = timeTicks(from + DAY, from + 31 * DAY, 'Asia/Tokyo', 10).map(({ atMs }) => atMs)
    expect(after.filter((ms) => before.includes(ms)).length).toBeGreaterThanOrEqual(before.length - 1)
  })
})
