import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import { findCampaignTotals, findSendTotals, type Totals } from '@/lib/storage/find-send-totals.ts'
import type { ReportContext } from './context.ts'
import { findChannel } from './find-channel.ts'
import { pageLength, readNumberCursor, writeCursor } from './page-cursor.ts'

/** Attempts that were counted, and of them those that failed. `share` is errors / sent, null where nothing was sent. */
export type SendFigures = Totals & { share: number | null }

export type SendView = SendFigures & {
  /** Null: what the campaign sent without a send of its own. */
  sendId: string | null
  campaignId: string | null
  /** When it was heard of first. */
  createdAtMs: number
}

/** `sends`: those with an id. Its figures are the sums of all of its sends. */
export type CampaignView = SendFigures & { campaignId: string; createdAtMs: number; sends: number }

export type PageQuery = {
  /** As an earlier page gave it. */
  cursor?: string
  /** 1 to 200, default 50. */
  limit?: number
}

/**
 * The sends of a channel, or of one of its campaigns, those heard of last first, from the buckets.
 * @throws TodokuError `not_found`, `invalid_request`
 */
export async function listSends(
  ctx: ReportContext,
  actor: Actor,
  channelId: string,
  { campaignId, ...query }: PageQuery & { campaignId?: string } = {},
): Promise<{ sends: SendView[]; nextCursor: string | null }> {
  const find = (page: Page) => findSendTotals(ctx.storage.read, { ...page, campaignId: campaignId ?? null })
  const { items, nextCursor } = await pageOf(ctx, actor, channelId, query, find)
  return { sends: items, nextCursor }
}

/**
 * The campaigns of a channel, those heard of last first, from the buckets.
 * @throws TodokuError `not_found`, `invalid_request`
 */
export async function listCampaigns(
  ctx: ReportContext,
  actor: Actor,
  channelId: string,
  query: PageQuery = {},
): Promise<{ campaigns: CampaignView[]; nextCursor: string | null }> {
  const find = (page: Page) => findCampaignTotals(ctx.storage.read, page)
  const { items, nextCursor } = await pageOf(ctx, actor, channelId, query, find)
  return { campaigns: items, nextCursor }
}

type Page = { channelNo: number; beforeNo: number | null; limit: number }

async function pageOf<T extends Totals & { no: number }>(
  ctx: ReportContext,
  actor: Actor,
  channelId: string,
  { cursor, limit: wanted }: PageQuery,
  find: (page: Page) => Promise<T[]>,
) {
  const { no: channelNo } = await findChannel(ctx, actor, channelId)
  if (!mayOn(actor, 'statistics:read', channelNo)) throw channelNotFound()
  const limit = pageLength(wanted)
  const rows = await find({
    channelNo,
    beforeNo: cursor === undefined ? null : readNumberCursor(cursor),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ no: _, ...row }) => ({ ...row, share: row.sent === 0 ? null : row.errors / row.sent })),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.no) : null,
  }
}
