import type { ChannelView } from '@/lib/domain/channel.ts'
import { storedWidthFor } from '@/lib/domain/statistics/bars.ts'
import { boundsBefore, buildPrevious } from '@/lib/domain/statistics/compare.ts'
import type { ErrorFilter } from '@/lib/domain/statistics/error-filter.ts'
import { buildErrorTimeline, type TimelineInput } from '@/lib/domain/statistics/error-timeline.ts'
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
import { type BarsQuery, rangeOf, resolveBars } from './resolve-bars.ts'

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
  /** Bar by bar with the period of the same length before: `previous` in the answer. */
  compare?: 'previous'
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
  return (await errorTimelines(ctx, channel, query)).shown
}

/**
 * The same counts read twice: all errors, and those that the filters let through.
 * @throws TodokuError `invalid_request`, `too_many_buckets`
 */
export async function errorTimelines(
  ctx: ReportContext,
  channel: ChannelView,
  query: ErrorTimelineQuery,
): Promise<{ all: ErrorTimeline; shown: ErrorTimeline }> {
  const nowMs = ctx.now()
  const { bounds, range, bucket, timezone } = resolveBars(query, channel, nowMs)
  const statusClass = query.statusClass === undefined ? null : Number(query.statusClass.charAt(0))
  const filter: ErrorFilter = { ...requireErrorFilter(query.cause, query.detail), statusClass }
  const db = ctx.storage.read
  const sendNos = await findSendNos(db, channel.no, query)
  const ask = { purpose: query.purpose ?? null, sendNos, bucket, timezone, nowMs }
  const marks = await findMarks(db, channel.no, range)
  const minorErrors = await countMinorErrors(db, {
    channelNo: channel.no,
    sendNos,
    purpose: query.purpose === undefined ? null : purposeCode(query.purpose),
    ...range,
  })
  const counts = await readCounts(ctx, channel, bounds, ask)
  const before =
    query.compare === 'previous'
      ? await readCounts(ctx, channel, boundsBefore(bounds, rangeOf(query, nowMs), bucket, timezone), ask)
      : null
  const read = (through: ErrorFilter): ErrorTimeline => ({
    ...buildErrorTimeline({ ...counts, marks, minorErrors, filter: through }),
    ...(before === null ? {} : { previous: buildPrevious({ ...before, filter: through }) }),
  })
  const narrowed = filter.causes.length > 0 || filter.reasons.length > 0 || statusClass !== null
  const all = read({ causes: [], reasons: [] })
  return { all, shown: narrowed ? read(filter) : all }
}

type Asked = Pick<TimelineInput, 'bucket' | 'timezone' | 'nowMs'> & {
  purpose: Purpose | null
  sendNos: readonly number[] | null
}

async function readCounts(
  { storage }: ReportContext,
  channel: ChannelView,
  bounds: readonly number[],
  { purpose, sendNos, bucket, timezone, nowMs }: Asked,
): Promise<Omit<TimelineInput, 'filter' | 'marks'>> {
  const db = storage.read
  const range = { fromMs: bounds[0] ?? 0, toMs: bounds.at(-1) ?? 0 }
  const width = storedWidthFor(bounds, bucket, channel.timezone)
  const counts = await countErrorsByBar(db, { channelNo: channel.no, sendNos, width, bounds, purpose })
  const periods = await readPeriods(db, channel.no, range)
  // What was imported belongs to no send and to no purpose.
  const imported = sendNos === null && purpose === null ? await readImportPeriods(db, channel.no, range) : []
  return { bounds, bucket, timezone, counts, periods, imported, nowMs }
}
