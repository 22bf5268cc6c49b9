import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { boundsOfBars, defaultWidth, MAX_BARS, storedWidthFor } from '@/lib/domain/statistics/bars.ts'
import { buildErrorTimeline } from '@/lib/domain/statistics/error-timeline.ts'
import type { BucketWidth, ErrorTimeline, TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { DAY_MS } from '@/lib/domain/statistics/zone-days.ts'
import { canonicalZone } from '@/lib/domain/statistics/zone-offset.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { countErrorsByBar } from '@/lib/storage/count-errors-by-bar.ts'
import { findSendNos } from '@/lib/storage/find-sends.ts'
import { readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'
import { requireErrorFilter } from './require-error-filter.ts'

export type ErrorTimelineQuery = {
  /** Default: 24 hours before `toMs`. */
  fromMs?: number
  /** Default: now. */
  toMs?: number
  /** Default: the finest with at most 120 bars. */
  bucket?: BucketWidth
  /** IANA; default: the channel's. */
  timezone?: string
  /** Filters of errors; attempts are counted whatever they are. */
  cause?: string | readonly string[]
  detail?: string | readonly string[]
  /** These narrow attempts and errors alike. */
  purpose?: Purpose
  sendId?: string
  campaignId?: string
}

/**
 * Errors over time by cause and detail. The range is floored and ceiled to whole bars and answered as used.
 * @throws TodokuError `invalid_request`, `too_many_buckets`
 */
export async function errorTimeline(
  ctx: ReportContext,
  channel: ChannelView,
  query: ErrorTimelineQuery = {},
): Promise<ErrorTimeline> {
  const nowMs = ctx.now()
  const range = rangeOf(query, nowMs)
  const bucket = query.bucket ?? defaultWidth(range)
  const wanted = query.timezone ?? channel.timezone
  const timezone = canonicalZone(wanted)
  if (timezone === null) throw new TodokuError('invalid_request', `timezone: "${wanted}" is no IANA time zone.`)
  const filter = requireErrorFilter(query.cause, query.detail)
  const bounds = boundsOfBars(range, bucket, timezone)
  if (bounds === null) {
    throw new TodokuError('too_many_buckets', `The range has more than ${MAX_BARS} buckets of ${bucket}.`)
  }
  const db = ctx.storage.read
  const width = storedWidthFor(bounds, bucket, channel.timezone)
  const sendNos = await findSendNos(db, channel.no, query)
  const counts = await countErrorsByBar(db, {
    channelNo: channel.no,
    sendNos,
    width,
    bounds,
    purpose: query.purpose ?? null,
  })
  const periods = await readPeriods(db, channel.no, { fromMs: bounds[0] ?? 0, toMs: bounds.at(-1) ?? 0 })
  return buildErrorTimeline({ bounds, bucket, timezone, counts, periods, filter, nowMs })
}

// Years that both JavaScript's calendar and people can mean.
const LATEST_MS = Date.UTC(2200, 0)

/** @throws TodokuError `invalid_request` */
function rangeOf({ fromMs, toMs }: TimeRangeQuery, nowMs: number): TimeRange {
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

type TimeRangeQuery = { fromMs?: number | undefined; toMs?: number | undefined }
