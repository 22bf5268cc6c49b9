import type { BucketWidth, TimeRange } from './report-types.ts'
import { BUCKET_WIDTHS } from './report-types.ts'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, wallClockBounds, wallClockStarts } from './zone-days.ts'
import { offsetAt } from './zone-offset.ts'

export const WIDTH_MS: Record<BucketWidth, number> = {
  '1m': MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '2h': 2 * HOUR_MS,
  '6h': 6 * HOUR_MS,
  '1d': DAY_MS,
}

export const MAX_BARS = 1_000
/** So many bars a chart still shows apart. */
const COMFORTABLE_BARS = 120

/** The finest width that needs at most 120 bars; a day when none does. */
export function defaultWidth({ fromMs, toMs }: TimeRange): BucketWidth {
  return BUCKET_WIDTHS.find((width) => (toMs - fromMs) / WIDTH_MS[width] <= COMFORTABLE_BARS) ?? '1d'
}

/**
 * The bars of a chart: whole stretches of `width` on the wall clock of `zone` that cover the range, n + 1 bounds for n
 * bars. Null when there would be more than 1,000.
 */
export function boundsOfBars(range: TimeRange, width: BucketWidth, zone: string): number[] | null {
  if ((range.toMs - range.fromMs) / WIDTH_MS[width] > MAX_BARS + 1) return null
  const bounds = wallClockBounds(zone, WIDTH_MS[width], range.fromMs, range.toMs)
  return bounds.length - 1 > MAX_BARS ? null : bounds
}

const ROUND_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * MINUTE_MS)
const ROUND_DAYS = [1, 2, 7, 14, 28]

/** Of the bounds of bars as many as leave at most `most`, on round times of the zone's clock; all where there are not more. */
export function fewerBounds(bounds: readonly number[], most: number, zone: string): readonly number[] {
  if (bounds.length - 1 <= most) return bounds
  const stepMs = (bounds[2] ?? 0) - (bounds[1] ?? 0)
  const rounds = ROUND_MS.filter((widthMs) => widthMs % stepMs === 0)
  const wall = bounds.map((bound) => bound + offsetAt(zone, bound))
  for (const widthMs of [...rounds, ...ROUND_DAYS.map((days) => days * DAY_MS)]) {
    const kept = bounds.filter(
      (_, index) => index === 0 || index === bounds.length - 1 || (wall[index] ?? 0) % widthMs === 0,
    )
    if (kept.length - 1 <= most) return kept
  }
  return bounds.filter((_, index) => index === bounds.length - 1 || index % Math.ceil(bounds.length / most) === 0)
}

/** The widths that are stored: a minute and an hour of UTC, and a day of the channel's zone. */
export const STORED_WIDTHS = { minute: 1, hour: 2, day: 3 } as const
export type StoredWidth = (typeof STORED_WIDTHS)[keyof typeof STORED_WIDTHS]

/**
 * The widest stored width that adds up to the bars exactly: days where every bound begins a day of the channel's zone,
 * hours where every bound is a full hour of UTC, else minutes (a zone that is half an hour off).
 */
export function storedWidthFor(bounds: readonly number[], width: BucketWidth, channelZone: string): StoredWidth {
  const [first = 0, last = 0] = [bounds[0], bounds.at(-1)]
  if (width === '1d') {
    const days = new Set(wallClockStarts(channelZone, DAY_MS, first, last))
    if (bounds.every((bound) => days.has(bound))) return STORED_WIDTHS.day
  }
  return hourOrMinuteFor(bounds)
}

/** The same for what is stored without days. */
export function hourOrMinuteFor(bounds: readonly number[]): StoredWidth {
  return bounds.every((bound) => bound % HOUR_MS === 0) ? STORED_WIDTHS.hour : STORED_WIDTHS.minute
}

/** Where the stored bucket of each width begins that `atMs` falls in. */
export function bucketStarts(atMs: number, channelZone: string): Record<StoredWidth, number> {
  return {
    [STORED_WIDTHS.minute]: Math.floor(atMs / MINUTE_MS) * MINUTE_MS,
    [STORED_WIDTHS.hour]: Math.floor(atMs / HOUR_MS) * HOUR_MS,
    [STORED_WIDTHS.day]: dayOf(channelZone, atMs).startMs,
  }
}
