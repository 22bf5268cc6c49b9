import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliverySource, DeliveryState, DeliveryView } from '@/lib/domain/delivery.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { toDeliveryView } from '@/lib/storage/delivery-row.ts'
import { type DeliveryKey, findDeliveries } from '@/lib/storage/find-deliveries.ts'
import { findSendNos } from '@/lib/storage/find-sends.ts'
import type { ReportContext } from './context.ts'

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

const MAX_PAGE = 200
const DEFAULT_PAGE = 50

/** Deliveries of a channel, newest first. The caller has judged the rights. @throws TodokuError `invalid_request` */
export async function listDeliveries(
  ctx: ReportContext,
  channel: Pick<ChannelView, 'no' | 'id'>,
  query: DeliveriesQuery = {},
): Promise<{ deliveries: DeliveryView[]; nextCursor: string | null }> {
  const { state, reason, sendId, campaignId, cursor, limit: wanted = DEFAULT_PAGE, ...filters } = query
  const limit = Math.min(Math.max(1, Math.floor(wanted)), MAX_PAGE)
  const rows = await findDeliveries(ctx.storage.read, {
    ...filters,
    channelNo: channel.no,
    states: listed(state),
    reasons: listed(reason),
    sendNos: await findSendNos(ctx.storage.read, channel.no, { sendId, campaignId }),
    before: cursor === undefined ? undefined : readCursor(cursor),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nowMs = ctx.now()
  return {
    deliveries: page.map((row) => toDeliveryView(row, channel.id, nowMs)),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null,
  }
}

function listed<T extends string>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

function writeCursor({ createdAtMs, no }: { createdAtMs: bigint; no: number }): string {
  return Buffer.from(`${createdAtMs} ${no}`).toString('base64url')
}

/** @throws TodokuError `invalid_request` */
function readCursor(cursor: string): DeliveryKey {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const [, createdAtMs, no] = /^(\d{1,15}) (\d{1,15})$/.exec(text) ?? []
  if (createdAtMs === undefined || no === undefined) {
    throw new TodokuError('invalid_request', 'cursor: is none that this list gave.')
  }
  return { createdAtMs: Number(createdAtMs), no: Number(no) }
}
