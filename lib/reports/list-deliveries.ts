import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliverySource, DeliveryState, DeliveryView } from '@/lib/domain/delivery.ts'
import { toDeliveryView } from '@/lib/storage/delivery-row.ts'
import { type DeliveryKey, findDeliveries } from '@/lib/storage/find-deliveries.ts'
import { findSendNos } from '@/lib/storage/find-sends.ts'
import type { ReportContext } from './context.ts'
import { pageLength, readCursor, writeCursor } from './page-cursor.ts'

export type DeliveriesQuery = {
  state?: DeliveryState | readonly DeliveryState[]
  /** The detail of the last failed attempt, or why it was skipped. */
  reason?: string | readonly string[]
  /** Accepted in `[fromMs, toMs)`. */
  fromMs?: number
  toMs?: number
  source?: DeliverySource
  webhookEventId?: string
  sendId?: string
  /** All sends of it. */
  campaignId?: string
  /** As an earlier page gave it. */
  cursor?: string
  /** 1 to 200, default 50. */
  limit?: number
}

/** Deliveries of a channel, newest first. The caller has judged the rights. @throws TodokuError `invalid_request` */
export async function listDeliveries(
  ctx: ReportContext,
  channel: Pick<ChannelView, 'no' | 'id'>,
  query: DeliveriesQuery = {},
): Promise<{ deliveries: DeliveryView[]; nextCursor: string | null }> {
  const { state, reason, sendId, campaignId, cursor, limit: wanted, ...filters } = query
  const limit = pageLength(wanted)
  const rows = await findDeliveries(ctx.storage.read, {
    ...filters,
    channelNo: channel.no,
    states: listed(state),
    reasons: listed(reason),
    sendNos: await findSendNos(ctx.storage.read, channel.no, { sendId, campaignId }),
    before: cursor === undefined ? undefined : readKey(cursor),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nowMs = ctx.now()
  return {
    deliveries: page.map((row) => toDeliveryView(row, channel.id, nowMs)),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.createdAtMs, last.no) : null,
  }
}

function listed<T extends string>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** @throws TodokuError `invalid_request` */
function readKey(cursor: string): DeliveryKey {
  const [createdAtMs, no] = readCursor(cursor, /^(\d{1,15}) (\d{1,15})$/)
  return { createdAtMs: Number(createdAtMs), no: Number(no) }
}
