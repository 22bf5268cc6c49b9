import type { DeliverySource } from '@/lib/domain/delivery.ts'
import { packId } from './attempt-id.ts'

/** A body as it goes to the writer. */
export type NewDelivery = {
  /** A ULID. */
  id: string
  channelNo: number
  atMs: number
  /** The exact bytes that are signed and sent. */
  body: Uint8Array
  source: DeliverySource
  /** How many events the body has, and the ids of those that have one; the first is the delivery's own. */
  events: number
  eventIds: readonly string[]
  /** Goes here instead of to the channel's own URL. */
  urlOverride: string | null
  /** `hash`: of what was asked for under the key, hexadecimal. */
  idempotency: { key: string; hash: string } | null
  sendId: string | null
  /** Of the send; without one, what its attempts are counted under. */
  campaignId: string | null
  path: string | null
  /** What a gateway took in with the body. */
  headers: Record<string, string> | null
}

/** With the ids of its events as they are stored, hexadecimal: packed once for all that asks for them. */
export type PackedDelivery = NewDelivery & { eventHexes: readonly string[] }

export function packEvents(delivery: NewDelivery): PackedDelivery {
  return { ...delivery, eventHexes: delivery.eventIds.map((eventId) => packId(eventId).toString('hex')) }
}

/** `duplicate`: it was accepted before, and nothing new will be sent. */
export type Accepted = { deliveryId: string; deliveryNo: number; duplicate: boolean }

/** `key_reused`: the channel has a delivery of this idempotency key that was asked for differently. */
export type AcceptResult = Accepted | 'channel_gone' | 'key_reused' | 'send_of_another_campaign'

/** 8 MiB of bodies fill a flush as 1,000 small ones do. */
const WEIGHT_BYTES = 8 * 1024

/** What a delivery weighs in a flush of the group commit, whose most is 1,000. */
export function weightOf({ body }: NewDelivery): number {
  return Math.max(1, Math.ceil(body.byteLength / WEIGHT_BYTES))
}
