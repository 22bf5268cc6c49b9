import type { ChannelView } from '@/lib/domain/channel.ts'
import { fewerBounds, MAX_BARS, storedWidthFor } from '@/lib/domain/statistics/bars.ts'
import { buildResponseTimes, type ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import { countDurationsByBar } from '@/lib/storage/count-durations-by-bar.ts'
import { findMarks } from '@/lib/storage/find-marks.ts'
import { readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'
import { type BarsQuery, resolveBars } from './resolve-bars.ts'

/**
 * How long counted attempts took over time, successes and failures apart. The range is floored and ceiled to whole bars
 * and answered as used. `mostBars`: neighbours are joined until no more are left; their bins are, for percentiles cannot be.
 * @throws TodokuError `invalid_request`, `too_many_buckets`
 */
export async function responseTimes(
  ctx: ReportContext,
  channel: ChannelView,
  { mostBars = MAX_BARS, ...query }: BarsQuery & { mostBars?: number } = {},
): Promise<ResponseTimes> {
  const nowMs = ctx.now()
  const { bounds: asked, range, bucket, timezone } = resolveBars(query, channel, nowMs)
  const bounds = fewerBounds(asked, mostBars, timezone)
  const db = ctx.storage.read
  const width = storedWidthFor(bounds, bucket, channel.timezone)
  const durations = await countDurationsByBar(db, { channelNo: channel.no, width, bounds })
  const periods = await readPeriods(db, channel.no, range)
  const marks = await findMarks(db, channel.no, range)
  return buildResponseTimes({
    bounds,
    bucket,
    timezone,
    timeLimitMs: channel.timeoutMs,
    durations,
    periods,
    marks,
    nowMs,
  })
}
