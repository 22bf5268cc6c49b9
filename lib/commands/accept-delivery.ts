import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliverySource } from '@/lib/domain/delivery.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Accepted } from '@/lib/storage/delivery-to-accept.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import { newId } from '@/lib/storage/new-id.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { requireScope } from './require-scope.ts'

export type DeliveryToAccept = {
  /** The exact bytes that are signed and sent. */
  body: Uint8Array
  source: DeliverySource
  /** How many events the body has, and the ids of those that have one, in their order. */
  events?: number
  eventIds?: readonly string[]
  /** Goes here instead of to the channel's own URL. */
  urlOverride?: string
  /** The same key gets the same delivery, once. */
  idempotencyKey?: string
  /** What the caller asked for, before it was filled in; absent: the body. */
  asked?: string
  sendId?: string
  /** Of the send; without one, the delivery counts for the campaign alone. */
  campaignId?: string
  path?: string
  /** Headers that a gateway took in with the body. */
  headers?: Record<string, string>
}

/**
 * Takes a body in, durably: from now on it is accounted for as pending, delivered, failed or skipped. A gateway is sent
 * the same again: when all its events are known it is a duplicate, counted and not delivered again.
 * @throws TodokuError `not_found`, `idempotency_key_reused`, `send_of_another_campaign`
 */
export async function acceptDelivery(
  ctx: Context,
  actor: Actor,
  channel: Pick<ChannelView, 'no'>,
  delivery: DeliveryToAccept,
): Promise<Accepted> {
  requireScope(actor, 'deliveries:write', channel.no)
  const { idempotencyKey: key, asked, eventIds = [] } = delivery
  const atMs = ctx.now()
  const [result] = await ctx.storage.writer.accept([
    {
      id: newId(atMs),
      channelNo: channel.no,
      atMs,
      body: delivery.body,
      source: delivery.source,
      events: delivery.events ?? eventIds.length,
      eventIds,
      urlOverride: delivery.urlOverride ?? null,
      idempotency: key === undefined ? null : { key, hash: hashOf(asked ?? delivery.body) },
      sendId: delivery.sendId ?? null,
      campaignId: delivery.campaignId ?? null,
      path: delivery.path ?? null,
      headers: delivery.headers ?? null,
    },
  ])
  if (result === undefined || result === 'channel_gone') throw channelNotFound()
  if (result === 'key_reused') {
    throw new TodokuError('idempotency_key_reused', 'This idempotencyKey was used before with another request.')
  }
  if (result === 'send_of_another_campaign') {
    throw new TodokuError('send_of_another_campaign', 'campaignId: the send belongs to another campaign.')
  }
  return result
}

/** The first 8 bytes of the SHA-256, as hexadecimal digits. */
function hashOf(asked: string | Uint8Array): string {
  return createHash('sha256').update(asked).digest('hex').slice(0, 16)
}
