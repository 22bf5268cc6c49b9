import { DAY_MS, MINUTE_MS, wallClockStarts } from '../domain/statistics/zone-days.ts'
import { offsetAt } from '../domain/statistics/zone-offset.ts'

/** `time` shows the clock, `day` a midnight with its date and a rule, `date` a plain date among many. */
export type TimeTick = { atMs: number; kind: 'time' | 'day' | 'date' }

const CLOCK_STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE_MS)
const DAY_STEPS = [1, 2, 5, 7, 10, 14, 30, 60, 90]
/** From so many days on, dates stand alone. */
const MANY_DAYS = 3
/** Up to so many days, each midnight has a rule. */
const RULED_DAYS = 8

/** Ticks on round times of the zone's clock, at most `most` of them and one; midnights carry the date. */
export function timeTicks(fromMs: number, toMs: number, zone: string, most: number): TimeTick[] {
  const span = toMs - fromMs
  const step = CLOCK_STEPS_MS.find((stepMs) => span / stepMs < most + 1)
  if (step === undefined || span >= MANY_DAYS * DAY_MS) return dateTicks(fromMs, toMs, zone, most)
  return wallClockStarts(zone, step, fromMs, toMs).map((atMs) => ({
    atMs,
    kind: (atMs + offsetAt(zone, atMs)) % DAY_MS === 0 ? 'day' : 'time',
  }))
}

function dateTicks(fromMs: number, toMs: number, zone: string, most: number): TimeTick[] {
  const days = (toMs - fromMs) / DAY_MS
  const step = DAY_STEPS.find((candidate) => days / candidate < most + 1) ?? Math.ceil(days / most)
  // Counted on the calendar, so that the same dates stay while the range moves on.
  const dayNumber = (atMs: number) => Math.round((atMs + offsetAt(zone, atMs)) / DAY_MS)
  return wallClockStarts(zone, DAY_MS, fromMs, toMs)
    .filter((atMs) => dayNumber(atMs) % step === 0)
    .map((atMs) => ({ atMs, kind: days <= RULED_DAYS ? 'day' : 'date' }))
}
