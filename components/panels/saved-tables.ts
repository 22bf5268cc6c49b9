import type { AttemptsParams } from '@/components/filters/attempts-params.ts'
import type { StatisticsParams } from '@/components/filters/statistics-params.ts'
import type { SavedTable } from '@/components/ui/save-menu.tsx'
import { classOfDetail } from '@/lib/domain/statistics/error-filter.ts'
import type { BucketWidth, TimeRange } from '@/lib/domain/statistics/report-types.ts'

type Statistic = 'errors' | 'deliveries' | 'response-times'
type Bars = TimeRange & { bucket: BucketWidth; timezone: string }
type ErrorFilter = Partial<Pick<StatisticsParams, 'cause' | 'detail' | 'send' | 'campaign'>>

/** A table of a statistic in the API, with the bars and the filters that the page has. `table`: which, where it has several. */
export function savedStatistic(
  channelId: string,
  statistic: Statistic,
  { fromMs, toMs, bucket, timezone }: Bars,
  { table, cause = null, detail = null, send = null, campaign = null }: ErrorFilter & { table?: string } = {},
): SavedTable {
  const statusClass = detail === null ? null : classOfDetail(detail)
  const filter = statusClass === null ? { detail } : { statusClass: `${statusClass}xx` }
  return {
    path: `/api/v1/channels/${channelId}/statistics/${statistic}`,
    query: {
      ...timesOf({ fromMs, toMs }),
      bucket,
      timezone,
      table,
      cause,
      ...filter,
      sendId: send,
      campaignId: campaign,
    },
  }
}

/** The attempts that a page lists, and those of its older pages. `toMs` absent: also those that come. */
export function savedAttempts(
  channelId: string,
  { cause, detail, state, purpose, status, event, send, campaign }: AttemptsParams,
  range: { fromMs: number; toMs?: number },
  timezone: string,
): SavedTable {
  return {
    path: `/api/v1/channels/${channelId}/attempts`,
    query: {
      ...timesOf(range),
      timezone,
      cause,
      detail,
      state,
      purpose,
      statusClass: status,
      webhookEventId: event.trim() || null,
      sendId: send,
      campaignId: campaign,
    },
  }
}

/** A range as the API takes it. */
export function timesOf({ fromMs, toMs }: { fromMs: number; toMs?: number }): { from: string; to?: string } {
  return { from: String(fromMs), ...(toMs === undefined ? {} : { to: String(toMs) }) }
}
