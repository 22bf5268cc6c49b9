import type { ChannelView } from '@/lib/domain/channel.ts'
import { offStretches } from '@/lib/domain/statistics/aggregation.ts'
import { hourOrMinuteFor, storedWidthFor } from '@/lib/domain/statistics/bars.ts'
import { buildDeliverySeries, type DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import { countDeliveriesByBar } from '@/lib/storage/count-deliveries-by-bar.ts'
import { countErrorsByBar } from '@/lib/storage/count-errors-by-bar.ts'
import { findMarks } from '@/lib/storage/find-marks.ts'
import { readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'
import { type Bars, type BarsQuery, resolveBars } from './resolve-bars.ts'

/**
 * Deliveries by when they were accepted and what has become of them by now, whether error statistics were on or off.
 * The range is floored and ceiled to whole bars and answered as used.
 * @throws TodokuError `invalid_request`, `too_many_buckets`
 */
export async function deliveryTimeline(
  ctx: ReportContext,
  channel: ChannelView,
  query: BarsQuery = {},
): Promise<DeliveryTimeline> {
  const nowMs = ctx.now()
  const bars = resolveBars(query, channel, nowMs)
  const { bounds, range, bucket, timezone } = bars
  const counts = await countDeliveriesByBar(ctx.storage.read, {
    channelNo: channel.no,
    width: hourOrMinuteFor(bounds),
    bounds,
  })
  const redeliveryAttempts = await countRedeliveries(ctx, channel, bars)
  const marks = await findMarks(ctx.storage.read, channel.no, range)
  return { ...range, bucket, timezone, redeliveryAttempts, marks, ...buildDeliverySeries(bounds, counts, nowMs) }
}

/** From the buckets, which know only what was counted. */
async function countRedeliveries(ctx: ReportContext, channel: ChannelView, bars: Bars): Promise<number | null> {
  const { bounds, range, bucket } = bars
  const counts = await countErrorsByBar(ctx.storage.read, {
    channelNo: channel.no,
    sendNos: null,
    width: storedWidthFor(bounds, bucket, channel.timezone),
    bounds: [range.fromMs, range.toMs],
    purpose: 'redelivery',
  })
  if (counts.length > 0) return counts.reduce((sum, { attempts }) => sum + attempts, 0)
  const [off] = offStretches(range, await readPeriods(ctx.storage.read, channel.no, range))
  return off?.fromMs === range.fromMs && off.toMs === range.toMs ? null : 0
}
