import { type Tracked, trackedQuery } from '@/components/filters/tracked-params.ts'
import type { ResolvedRange } from '@/lib/charts/resolve-range.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import { classOfDetail } from '@/lib/domain/statistics/error-filter.ts'
import type { ErrorTimeline, TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import type { Cause } from '@/lib/domain/taxonomy.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryTimeline } from '@/lib/reports/delivery-timeline.ts'
import { errorTimelines } from '@/lib/reports/error-timeline.ts'
import { responseTimes } from '@/lib/reports/response-times.ts'

/** `detail`: also a class of statuses, such as "5XX". */
export type StatisticsFilter = { cause: Cause | null; detail: string | null }

/** With the period before. `all`: whatever the filters, of the send and campaign that all are narrowed to. `shown`: as filtered. */
export type Statistics = { all: ErrorTimeline; shown: ErrorTimeline }

const CLASSES: Record<number, '1xx' | '3xx' | '4xx' | '5xx'> = { 1: '1xx', 3: '3xx', 4: '4xx', 5: '5xx' }

export async function loadStatistics(
  ctx: ReportContext,
  channel: ChannelView,
  range: ResolvedRange,
  timezone: string,
  { cause, detail, ...tracked }: StatisticsFilter & Tracked,
): Promise<Statistics> {
  const { fromMs, toMs, bucket } = range
  const statusClass = detail === null ? null : classOfDetail(detail)
  const narrowed = statusClass === null ? { detail: detail ?? undefined } : { statusClass: CLASSES[statusClass] }
  return errorTimelines(ctx, channel, {
    fromMs,
    toMs,
    bucket,
    timezone,
    cause: cause ?? undefined,
    ...narrowed,
    ...trackedQuery(tracked),
    compare: 'previous',
  })
}

/** `before`: in the range of the same length before. */
export type DeliveryStatistics = { shown: DeliveryTimeline; before: DeliveryTimeline }

export async function loadDeliveryStatistics(
  ctx: ReportContext,
  channel: ChannelView,
  { bucket, ...range }: ResolvedRange,
  timezone: string,
): Promise<DeliveryStatistics> {
  const ask = ({ fromMs, toMs }: TimeRange) => deliveryTimeline(ctx, channel, { fromMs, toMs, bucket, timezone })
  const [shown, before] = await Promise.all([ask(range), ask(rangeBefore(range))])
  return { shown, before }
}

/** `before`: in the range of the same length before. `narrow`: `shown` in as many bars as a phone has room for. */
export type ResponseTimesStatistics = { shown: ResponseTimes; narrow: ResponseTimes; before: ResponseTimes }

const MOST_BARS = 120
const MOST_BARS_OF_PHONE = 48

export async function loadResponseTimes(
  ctx: ReportContext,
  channel: ChannelView,
  { bucket, ...range }: ResolvedRange,
  timezone: string,
): Promise<ResponseTimesStatistics> {
  const ask = ({ fromMs, toMs }: TimeRange, mostBars: number) =>
    responseTimes(ctx, channel, { fromMs, toMs, bucket, timezone, mostBars })
  const [shown, narrow, before] = await Promise.all([
    ask(range, MOST_BARS),
    ask(range, MOST_BARS_OF_PHONE),
    ask(rangeBefore(range), 1),
  ])
  return { shown, narrow, before }
}

function rangeBefore({ fromMs, toMs }: TimeRange): TimeRange {
  return { fromMs: fromMs - (toMs - fromMs), toMs: fromMs }
}
