import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay, zoneOffsetMs } from './zone.ts'

/** `time` shows the clock, `day` a midnight with its date and a rule, `date` a plain date among many. */
export type TimeTick = { atMs: number; kind: 'time' | 'day' | 'date' }

const CLOCK_STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE_MS)
const DAY_STEPS = [1, 2, 5, 7, 10, 14, 30]
/** The least common divisor of all zones' offsets. */
const OFFSET_UNIT_MS = 15 * MINUTE_MS

/** Ticks on round times of the zone's clock, at most `most` of them; midnights always carry the date. */
export function timeTicks(fromMs: number, toMs: number, timeZone: string, most: number): TimeTick[] {
  const span = toMs - fromMs
  const clockStep = CLOCK_STEPS_MS.find((step) => span / step <= most)
  return clockStep === undefined || span >= 3 * DAY_MS
    ? dateTicks(fromMs, toMs, timeZone, most)
    : clockTicks(fromMs, toMs, timeZone, clockStep)
}

function clockTicks(fromMs: number, toMs: number, timeZone: string, stepMs: number): TimeTick[] {
  const unit = stepMs >= HOUR_MS ? OFFSET_UNIT_MS : stepMs % OFFSET_UNIT_MS === 0 ? OFFSET_UNIT_MS : MINUTE_MS
  const ticks: TimeTick[] = []
  for (let atMs = Math.ceil(fromMs / unit) * unit; atMs <= toMs; atMs += unit) {
    const wall = atMs + zoneOffsetMs(atMs, timeZone)
    if (wall % DAY_MS === 0) ticks.push({ atMs, kind: 'day' })
    else if (wall % stepMs === 0) ticks.push({ atMs, kind: 'time' })
  }
  return ticks
}

function dateTicks(fromMs: number, toMs: number, timeZone: string, most: number): TimeTick[] {
  const days = (toMs - fromMs) / DAY_MS
  const step = DAY_STEPS.find((candidate) => days / candidate <= most) ?? Math.ceil(days / most)
  const kind = days <= 8 ? 'day' : 'date'
  const ticks: TimeTick[] = []
  // Counted on the calendar, so that the same dates stay while the range moves on.
  const wallDay = (atMs: number) => Math.round((atMs + zoneOffsetMs(atMs, timeZone)) / DAY_MS)
  for (let atMs = startOfDay(fromMs, timeZone); atMs <= toMs; atMs = startOfDay(atMs, timeZone, 1)) {
    if (atMs >= fromMs && wallDay(atMs) % step === 0) ticks.push({ atMs, kind })
  }
  return ticks
}
