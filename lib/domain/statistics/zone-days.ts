import { offsetSegments } from './zone-offset.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/**
 * The instants in `[fromMs, toMs]` at which the wall clock of `zone` begins another stretch of `widthMs`, counted from
 * local midnight (so 6 h stretches begin at 0, 6, 12 and 18 o'clock). Stretches partition time: where clocks go back, an
 * hour that is shown twice is two stretches of up to an hour, but longer ones just last longer; where clocks skip a
 * beginning, the stretch begins at the skip; a day that a zone left out has none.
 * @param widthMs a divisor of a day
 */
export function wallClockStarts(zone: string, widthMs: number, fromMs: number, toMs: number): number[] {
  const starts: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [index, segment] of offsetSegments(zone, fromMs - 2 * DAY_MS, toMs + 1).entries()) {
    const { offsetMs } = segment
    const repeats = widthMs <= HOUR_MS
    const first = Math.floor((segment.fromMs + offsetMs) / widthMs)
    if (index > 0 && first > last) {
      if (segment.fromMs >= fromMs) starts.push(segment.fromMs)
      last = first
    }
    let next = Math.ceil((segment.fromMs + offsetMs) / widthMs)
    if (segment.fromMs < fromMs) next = Math.max(next, Math.ceil((fromMs + offsetMs) / widthMs))
    for (; next * widthMs - offsetMs < segment.toMs; next += 1) {
      const startMs = next * widthMs - offsetMs
      if (startMs > toMs) break
      if (startMs === starts.at(-1) || (!repeats && next <= last)) continue
      if (startMs >= fromMs) starts.push(startMs)
    }
    last = Math.max(last, Math.floor((segment.toMs - 1 + offsetMs) / widthMs))
  }
  return starts
}

/**
 * The bounds of the whole stretches that cover `[fromMs, toMs)`: n + 1 instants for n stretches.
 * The first is at or before `fromMs`, the last at or after `toMs`.
 */
export function wallClockBounds(zone: string, widthMs: number, fromMs: number, toMs: number): number[] {
  // No stretch is longer than its width and the hours that a clock may go back.
  const reach = widthMs + 3 * HOUR_MS + (widthMs >= DAY_MS ? DAY_MS : 0)
  const starts = wallClockStarts(zone, widthMs, fromMs - reach, toMs + reach)
  const first = starts.findLastIndex((start) => start <= fromMs)
  const last = starts.findIndex((start) => start >= toMs)
  return starts.slice(first, last + 1)
}

export type DayRange = { startMs: number; endMs: number }

const RECENT_DAYS = 64
const recentDays = new Map<string, DayRange[]>()

/** The day of `zone` that `atMs` falls in, as `[startMs, endMs)`. Fast for times in days that were asked for lately. */
export function dayOf(zone: string, atMs: number): DayRange {
  let days = recentDays.get(zone)
  if (days === undefined) {
    days = []
    recentDays.set(zone, days)
  }
  const known = days.find((day) => atMs >= day.startMs && atMs < day.endMs)
  if (known) return known
  const [startMs, endMs] = wallClockBounds(zone, DAY_MS, atMs, atMs + 1)
  if (startMs === undefined || endMs === undefined) throw new RangeError(`no day of ${zone} at ${atMs}`)
  const day = { startMs, endMs }
  days.unshift(day)
  if (days.length > RECENT_DAYS) days.pop()
  return day
}
