import { defaultWidth } from '../domain/statistics/bars.ts'
import type { BucketWidth, TimeRange } from '../domain/statistics/report-types.ts'
import { DAY_MS, dayOf, HOUR_MS } from '../domain/statistics/zone-days.ts'

export const RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', 'today', 'yesterday'] as const
export type RangeName = (typeof RANGES)[number]

const SPANS: Record<Exclude<RangeName, 'today' | 'yesterday'>, { spanMs: number; bucket: BucketWidth }> = {
  '15m': { spanMs: HOUR_MS / 4, bucket: '1m' },
  '1h': { spanMs: HOUR_MS, bucket: '1m' },
  '6h': { spanMs: 6 * HOUR_MS, bucket: '5m' },
  '24h': { spanMs: DAY_MS, bucket: '15m' },
  '7d': { spanMs: 7 * DAY_MS, bucket: '2h' },
  '30d': { spanMs: 30 * DAY_MS, bucket: '6h' },
  '90d': { spanMs: 90 * DAY_MS, bucket: '1d' },
}

/** At most this long: a thousand days, as the report answers at most a thousand buckets. */
const LONGEST_MS = 999 * DAY_MS

/** What the URL may say of a range; null where it says nothing. */
export type RangeWish = { range: RangeName | null; from: number | null; to: number | null }
export type ResolvedRange = TimeRange & { bucket: BucketWidth; name: RangeName | null }

/** A young channel shows a short range, else a day: what newcomers came to see fills the chart. */
export function usualRange(channelAgeMs: number): RangeName {
  if (channelAgeMs < HOUR_MS / 6) return '15m'
  return channelAgeMs < HOUR_MS ? '1h' : channelAgeMs < 6 * HOUR_MS ? '6h' : '24h'
}

/** The range to ask a report for: exact times win over a name, a name over the usual one. */
export function resolveRange(wish: RangeWish, usual: RangeName, nowMs: number, timeZone: string): ResolvedRange {
  if (wish.from !== null && wish.to !== null && wish.from < wish.to) {
    const exact = shortened({ fromMs: wish.from, toMs: wish.to }, nowMs)
    return { ...exact, bucket: defaultWidth(exact), name: null }
  }
  const name = wish.range ?? usual
  if (name === 'today' || name === 'yesterday') {
    const today = dayOf(timeZone, nowMs)
    const { startMs, endMs } = name === 'today' ? today : dayOf(timeZone, today.startMs - 1)
    return { fromMs: startMs, toMs: endMs, bucket: '15m', name }
  }
  const { spanMs, bucket } = SPANS[name]
  return { fromMs: nowMs - spanMs, toMs: nowMs, bucket, name }
}

/** What is too long keeps its newest part; a future that holds nothing goes first. */
function shortened({ fromMs, toMs }: TimeRange, nowMs: number): TimeRange {
  if (toMs - fromMs <= LONGEST_MS) return { fromMs, toMs }
  const endMs = fromMs < nowMs ? Math.min(toMs, nowMs) : toMs
  return { fromMs: Math.max(fromMs, endMs - LONGEST_MS), toMs: endMs }
}

/** The range of the same length before (`-1`) or after (`1`); null when it would begin in the future. */
export function shiftRange({ fromMs, toMs }: TimeRange, direction: -1 | 1, nowMs: number): TimeRange | null {
  const spanMs = toMs - fromMs
  const shifted = { fromMs: fromMs + direction * spanMs, toMs: toMs + direction * spanMs }
  return shifted.fromMs >= nowMs ? null : shifted
}
