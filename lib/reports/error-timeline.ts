import type { ChannelView } from '@/lib/domain/channel.ts'
import { storedWidthFor } from '@/lib/domain/statistics/bars.ts'
import { buildErrorTimeline } from '@/lib/domain/statistics/error-timeline.ts'
import type { ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { purposeCode } from '@/lib/storage/codes.ts'
import { countErrorsByBar } from '@/lib/storage/count-errors-by-bar.ts'
import { findMarks } from '@/lib/storage/find-marks.ts'
import { findSendNos } from '@/lib/storage/find-sends.ts'
import { countMinorErrors } from '@/lib/storage/minor-errors.ts'
import { readImportPeriods, readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'
import { requireErrorFilter } from './require-error-filter.ts'
import { type BarsQuery, resolveBars } from './resolve-bars.ts'

export type ErrorTimelineQuery = BarsQuery & {
  /** Filters of errors; attempts are counted whatever they are. */
  cause?: string | readonly string[]
  detail?: string | readonly string[]
  /** `5xx`: only statuses of that class. */
  statusClass?: '1xx' | '2xx' | '3xx' | '4xx' | '5xx'
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
  const { bounds, range, bucket, timezone } = resolveBars(query, channel, nowMs)
  const statusClass = query.statusClass === undefined ? null : Number(query.statusClass.charAt(0))
  const filter = { ...requireErrorFilter(query.cause, query.detail), statusClass }
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
  const periods = await readPeriods(db, channel.no, range)
  // What was imported belongs to no send and to no purpose.
  const whole = sendNos === null && query.purpose === undefined
  const imported = whole ? await readImportPeriods(db, channel.no, range) : []
  const marks = await findMarks(db, channel.no, range)
  const minorErrors = await countMinorErrors(db, {
    channelNo: channel.no,
    sendNos,
    purpose: query.purpose === undefined ? null : purposeCode(query.purpose),
    ...range,
  })
  return buildErrorTimeline({ bounds, bucket, timezone, counts, periods, imported, marks, minorErrors, filter, nowMs })
}
