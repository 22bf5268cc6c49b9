import type { DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import type { DeliveryStatisticsAnswer } from '../schemas/statistics.ts'
import { markAnswer } from './mark-answer.ts'

const UNKNOWN = { accepted: null, delivered: null, redelivered: null, failed: null, pending: null, skipped: null }

/** The report with names as http-api.md spells them. */
export function deliveryStatisticsAnswer(timeline: DeliveryTimeline): DeliveryStatisticsAnswer['data'] {
  return {
    from: timeline.fromMs,
    to: timeline.toMs,
    bucket: timeline.bucket,
    timezone: timeline.timezone,
    ...timeline.total,
    redeliveryAttempts: timeline.redeliveryAttempts,
    marks: timeline.marks.map(markAnswer),
    series: timeline.series.map(({ startMs, sums }) => ({ start: startMs, ...(sums ?? UNKNOWN) })),
  }
}
