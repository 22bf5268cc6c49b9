import type { Facts, FactsError } from '@/lib/domain/facts.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'

export type DeliveryChange = {
  state: 'pending' | 'delivered' | 'failed' | 'skipped'
  reason: string | null
  nextAttemptAtMs?: number | null
  /** Of the claim that it was sent under; absent where nothing is claimed, as in practice. */
  fence?: number
}

/** An attempt as it goes to the writer: judged already; whether it is counted is decided while it is written. */
export type NewAttempt = {
  channelNo: number
  /** Ours are ULIDs; another sender's are whatever it calls them. */
  id: string
  startedAtMs: number
  durationMs: number
  purpose: Purpose
  webhookEventId: string | null
  sendId: string | null
  /** Of the send; without one, what the attempt is counted under. */
  campaignId: string | null
  url: string | null
  deliveryNo: number | null
  /** What the attempt made of its delivery. */
  delivery: DeliveryChange | null
  judged: Outcome
  facts: Facts | null
  error: FactsError | null
  /** The body of a verification; a delivery's is kept with the delivery. */
  requestBody: string | null
  /** First 8 bytes of the SHA-256 of what another sender reported. */
  reportHash: Uint8Array | null
}

/** `id_reused`: the channel has an attempt of this id that was reported with another body. */
export type RecordResult = 'recorded' | 'duplicate' | 'id_reused' | 'send_of_another_campaign' | 'channel_gone'
