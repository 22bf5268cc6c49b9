import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { boundsOfBars, defaultWidth, MAX_BARS } from '@/lib/domain/statistics/bars.ts'
import type { BucketWidth, TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { DAY_MS } from '@/lib/domain/statistics/zone-days.ts'
import { canonicalZone } from '@/lib/domain/statistics/zone-offset.ts'

export type BarsQuery = {
  /** Default: 24 hours before `toMs`. */
  fromMs?: number
  /** Default: now. */
  toMs?: number
  /** Default: the finest with at most 120 bars. */
  bucket?: BucketWidth
  /** IANA; default: the channel's. */
  timezone?: string
}

/** `bounds`: n + 1 instants for n bars, of which `range` is the whole. */
export type Bars = { bounds: readonly number[]; range: TimeRange; bucket: BucketWidth; timezone: string }

/**
 * The bars of a question: the range floored and ceiled to whole ones.
 * @throws TodokuError `invalid_request`, `too_many_buckets`
 */
export function resolveBars(query: BarsQuery, channel: Pick<ChannelView, 'timezone'>, nowMs: number): Bars {
  const range = rangeOf(query, nowMs)
  const bucket = query.bucket ?? defaultWidth(range)
  const wanted = query.timezone ?? channel.timezone
  const timezone = canonicalZone(wanted)
  if (timezone === null) throw new TodokuError('invalid_request', `timezone: "${wanted}" is no IANA time zone.`)
  const bounds = boundsOfBars(range, bucket, timezone)
  if (bounds === null) {
    throw new TodokuError('too_many_buckets', `The range has more than ${MAX_BARS} buckets of ${bucket}.`)
  }
  return { bounds, range: { fromMs: bounds[0] ?? 0, toMs: bounds.at(-1) ?? 0 }, bucket, timezone }
}

// Years that both JavaScript's calendar and people can mean.
const LATEST_MS = Date.UTC(2200, 0)

/**
 * The range that is asked for: the last 24 hours where nothing is said.
 * @throws TodokuError `invalid_request`
 */
export function rangeOf({ fromMs, toMs }: Pick<BarsQuery, 'fromMs' | 'toMs'>, nowMs: number): TimeRange {
  const range = { toMs: toMs ?? nowMs, fromMs: fromMs ?? Math.max(0, (toMs ?? nowMs) - DAY_MS) }
  if (range.fromMs >= range.toMs) throw new TodokuError('invalid_request', 'from must be before to.')
  if (range.fromMs < 0 || range.toMs > LATEST_MS) {
    throw new TodokuError(
      'invalid_request',
      'from and to must lie between 1970-01-01T00:00:00Z and 2200-01-01T00:00:00Z.',
    )
  }
  return range
}
