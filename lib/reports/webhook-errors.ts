import type { ChannelView } from '@/lib/domain/channel.ts'
import { offStretches } from '@/lib/domain/statistics/aggregation.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { MOST_ROWS, type WebhookErrorRow, wholeMinutes } from '@/lib/domain/statistics/webhook-errors.ts'
import { MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { countErrorsByBar } from '@/lib/storage/count-errors-by-bar.ts'
import { countWebhookErrors, findWebhookErrors, type WebhookErrorQuestion } from '@/lib/storage/find-webhook-errors.ts'
import { readImportPeriods, readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'
import { pageLength, readNumberCursor, writeCursor } from './page-cursor.ts'
import { requireErrorFilter } from './require-error-filter.ts'
import { rangeOf } from './resolve-bars.ts'

export type WebhookErrorsQuery = {
  /** Default: 24 hours before `toMs`. */
  fromMs?: number
  /** Default: now. */
  toMs?: number
  cause?: string | readonly string[]
  detail?: string | readonly string[]
}

/** As an earlier page gave it; `limit` 1 to 1,000, default 200. */
export type WebhookErrorsPage = { cursor?: string; limit?: number }

const DEFAULT_ROWS = 200

/** `from` and `to` floored and ceiled to whole minutes, as they were used. */
export type WebhookErrors = TimeRange & { rows: WebhookErrorRow[]; nextCursor: string | null }

/**
 * LINE's table of errors, newest first: counted attempts that failed, by minute, cause and detail. A page holds whole
 * minutes, so that it has a few rows less than `limit`, or more where one minute alone has more.
 * @throws TodokuError `invalid_request`
 */
export async function webhookErrors(
  ctx: ReportContext,
  channel: ChannelView,
  query: WebhookErrorsQuery & WebhookErrorsPage = {},
): Promise<WebhookErrors> {
  const { range, ...question } = questionOf(ctx, channel, query)
  const beforeMs = query.cursor === undefined ? range.toMs : readNumberCursor(query.cursor)
  const limit = pageLength(query.limit ?? DEFAULT_ROWS, MOST_ROWS)
  const toMs = Math.min(range.toMs, beforeMs)
  // One minute more than fits: it tells whether there is a next page.
  const found = await findWebhookErrors(ctx.storage.read, { ...question, toMs }, limit + 1)
  const { page, leftOut } = wholeMinutes(found, limit)
  const last = page.at(-1)
  // The next page begins before the last minute of this one.
  return { ...range, rows: page, nextCursor: leftOut && last !== undefined ? writeCursor(last.minuteMs) : null }
}

/** What the whole table comes to, and in how far it says nothing because nothing was aggregated. */
export type WebhookErrorTotals = {
  rows: number
  errors: number
  /** Counted in the range, whatever the filters; what was imported is no attempt. */
  attempts: number
  /** The stretches of the range that were imported. */
  imported: TimeRange[]
  off: TimeRange[]
}

/** @throws TodokuError `invalid_request` */
export async function webhookErrorTotals(
  ctx: ReportContext,
  channel: ChannelView,
  query: WebhookErrorsQuery = {},
): Promise<WebhookErrorTotals> {
  const { range, ...question } = questionOf(ctx, channel, query)
  const db = ctx.storage.read
  const counted = await countWebhookErrors(db, question)
  const attempts = await countErrorsByBar(db, {
    channelNo: channel.no,
    sendNos: null,
    width: STORED_WIDTHS.minute,
    bounds: [range.fromMs, range.toMs],
    purpose: null,
  })
  const imported = await readImportPeriods(db, channel.no, range)
  const past = { fromMs: range.fromMs, toMs: Math.min(range.toMs, Math.max(range.fromMs, ctx.now())) }
  return {
    ...counted,
    attempts: attempts.reduce((sum, one) => sum + (one.imported ? 0 : one.attempts), 0),
    imported,
    off: offStretches(past, [...(await readPeriods(db, channel.no, range)), ...imported]),
  }
}

function questionOf(
  ctx: ReportContext,
  channel: ChannelView,
  query: WebhookErrorsQuery,
): WebhookErrorQuestion & { range: TimeRange } {
  const asked = rangeOf(query, ctx.now())
  const range = {
    fromMs: Math.floor(asked.fromMs / MINUTE_MS) * MINUTE_MS,
    toMs: Math.ceil(asked.toMs / MINUTE_MS) * MINUTE_MS,
  }
  return { channelNo: channel.no, ...range, filter: requireErrorFilter(query.cause, query.detail), range }
}
