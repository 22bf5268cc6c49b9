import { ulid } from 'ulid'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliverySource } from '@/lib/domain/delivery.ts'
import { insertDelivery } from '@/lib/storage/insert-delivery.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { requireScope } from './require-scope.ts'

export type DeliveryToAccept = {
  /** The exact bytes that are signed and sent. */
  body: Uint8Array
  source: DeliverySource
  /** Goes here instead of to the channel's own URL. */
  urlOverride?: string
  webhookEventId?: string
  /** The same key gets the same delivery, once. */
  idempotencyKey?: string
  sendId?: string
  path?: string
  /** Headers that a gateway took in with the body. */
  headers?: Record<string, string>
}

/**
 * Takes a body in, durably: from now on it is accounted for as pending, delivered, failed or skipped.
 * @throws TodokuError `not_found`
 */
export async function acceptDelivery(
  ctx: Context,
  actor: Actor,
  channel: Pick<ChannelView, 'no'>,
  delivery: DeliveryToAccept,
): Promise<{ deliveryId: string; deliveryNo: number }> {
  requireScope(actor, 'deliveries:write', channel.no)
  const atMs = ctx.now()
  return insertDelivery(ctx.storage.writer, { ...delivery, id: ulid(atMs), channelNo: channel.no, atMs })
}
