import type { ChannelView } from '@/lib/domain/channel.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { type AttemptRow, toAttemptSummary } from '@/lib/storage/attempt-row.ts'
import { type AttemptFilter, type AttemptKey, countAttempts, findAttempts } from '@/lib/storage/find-attempts.ts'
import { findSendNos } from '@/lib/storage/find-sends.ts'
import type { ReportContext } from './context.ts'
import { pageLength, readCursor, writeCursor } from './page-cursor.ts'
import { requireErrorFilter } from './require-error-filter.ts'

export type AttemptsQuery = {
  fromMs?: number
  toMs?: number
  cause?: string | readonly string[]
  detail?: string | readonly string[]
  /** By the status that came, such as `5xx`. */
  statusClass?: '1xx' | '2xx' | '3xx' | '4xx' | '5xx'
  purpose?: Purpose
  state?: 'delivered' | 'failed'
  webhookEventId?: string
  sendId?: string
  /** All sends of it. */
  campaignId?: string
  /** As an earlier page gave it. */
  cursor?: string
  /** 1 to 200, default 50. */
  limit?: number
}

/** As many are looked at for a number above a list: some milliseconds, however many there are. */
const MOST_COUNTED = 10_000

/** `more`: at least `count`. */
export type AttemptsTotal = { count: number; more: boolean }

/**
 * Attempts of these channels, newest first, counted or not, verifications too.
 * @throws TodokuError `invalid_request`
 */
export async function listAttempts(
  ctx: ReportContext,
  channels: readonly ChannelView[],
  query: AttemptsQuery = {},
): Promise<{ attempts: AttemptSummary[]; nextCursor: string | null }> {
  const filter = filterOf(query)
  const after = query.cursor === undefined ? null : readKey(query.cursor)
  const limit = pageLength(query.limit)
  const rows: AttemptRow[] = []
  for (const { no } of channels) {
    const ofChannel: AttemptFilter = { ...filter, sendNos: await findSendNos(ctx.storage.read, no, query) }
    rows.push(...(await findAttempts(ctx.storage.read, no, ofChannel, { after, limit: limit + 1 })))
  }
  rows.sort(newestFirst)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const idOf = new Map(channels.map(({ no, id }) => [no, id]))
  return {
    attempts: page.map((row) => toAttemptSummary(row, idOf.get(row.channelNo) ?? '')),
    nextCursor: rows.length > limit && last !== undefined ? writeKey(last) : null,
  }
}

/**
 * How many attempts of a channel `listAttempts` lists in all its pages; `cursor` and `limit` say nothing here.
 * @throws TodokuError `invalid_request`
 */
export async function attemptsTotal(
  ctx: ReportContext,
  { no }: ChannelView,
  query: AttemptsQuery = {},
): Promise<AttemptsTotal> {
  const filter = { ...filterOf(query), sendNos: await findSendNos(ctx.storage.read, no, query) }
  const { looked, fitting } = await countAttempts(ctx.storage.read, no, filter, MOST_COUNTED + 1)
  return { count: Math.min(fitting, MOST_COUNTED), more: looked > MOST_COUNTED }
}

/** @throws TodokuError `invalid_request` */
function filterOf(query: AttemptsQuery): Omit<AttemptFilter, 'sendNos'> {
  return {
    ...requireErrorFilter(query.cause, query.detail),
    fromMs: query.fromMs ?? null,
    toMs: query.toMs ?? null,
    statusClass: query.statusClass === undefined ? null : Number(query.statusClass.charAt(0)),
    purpose: query.purpose ?? null,
    state: query.state ?? null,
    webhookEventId: query.webhookEventId ?? null,
  }
}

function newestFirst(a: AttemptRow, b: AttemptRow): number {
  return Number(b.startedAtMs) - Number(a.startedAtMs) || b.channelNo - a.channelNo || Buffer.compare(b.id, a.id)
}

function writeKey({ startedAtMs, channelNo, id }: AttemptRow): string {
  return writeCursor(startedAtMs, channelNo, Buffer.from(id).toString('hex'))
}

/** @throws TodokuError `invalid_request` */
function readKey(cursor: string): AttemptKey {
  const [startedAtMs, channelNo, idHex = ''] = readCursor(cursor, /^(\d{1,15}) (\d{1,10}) ((?:[0-9a-f]{2})+)$/)
  return { startedAtMs: Number(startedAtMs), channelNo: Number(channelNo), idHex }
}
