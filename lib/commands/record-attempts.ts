import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ItemError } from '@/lib/domain/errors.ts'
import type { Facts, FactsError } from '@/lib/domain/facts.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import { MAX_DURATION_MS } from '@/lib/domain/statistics/duration-bins.ts'
import { isStorable } from '@/lib/domain/storable-text.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import type { DeliveryChange, NewAttempt, RecordResult } from '@/lib/storage/new-attempt.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { requireScope } from './require-scope.ts'

/** An attempt that was made, here or elsewhere, with the judgement of its facts. */
export type AttemptToRecord = {
  /** Ours are ULIDs; another sender's are its own, idempotent within the channel. */
  id: string
  startedAtMs: number
  durationMs: number
  purpose: Purpose
  webhookEventId: string | null
  sendId: string | null
  /** Of the send; without one, what the attempt is counted under. */
  campaignId: string | null
  url: string | null
  deliveryNo?: number | null
  delivery?: DeliveryChange | null
  judged: Outcome
  /** What our own sender saw; null for what another sender reports. */
  facts: Facts | null
  error: FactsError | null
  /** The body of a verification. */
  requestBody?: string | null
  /** First 8 bytes of the SHA-256 of a report; null for our own attempts. */
  reportHash: Uint8Array | null
}

export type Recorded = { accepted: number; duplicates: number; errors: ItemError[] }

/**
 * Records attempts and counts them, durably, before it resolves. `index` of an error counts `items`.
 * @throws TodokuError `not_found`; anything else is a fault of ours, after which the same ids may be sent again
 */
export async function recordAttempts(
  ctx: Context,
  actor: Actor,
  channel: Pick<ChannelView, 'no'>,
  items: readonly AttemptToRecord[],
): Promise<Recorded> {
  requireScope(actor, 'attempts:write', channel.no)
  const errors: ItemError[] = []
  const good: { index: number; attempt: NewAttempt }[] = []
  items.forEach((item, index) => {
    const field = unstorableField(item)
    if (field === null) good.push({ index, attempt: toAttempt(item, channel.no) })
    else errors.push({ index, code: 'invalid_item', message: `${field}: cannot be stored.`, field })
  })
  const results = await ctx.storage.writer.record(good.map(({ attempt }) => attempt))
  let [accepted, duplicates] = [0, 0]
  for (const [position, result] of results.entries()) {
    if (result === 'channel_gone') throw channelNotFound()
    if (result === 'recorded') accepted += 1
    else if (result === 'duplicate') duplicates += 1
    else errors.push({ index: good[position]?.index, ...REFUSED[result] })
  }
  return { accepted, duplicates, errors: errors.sort((a, b) => (a.index ?? 0) - (b.index ?? 0)) }
}

const REFUSED = {
  id_reused: {
    code: 'id_reused',
    message: 'id: an attempt of this id was recorded with other content.',
    field: 'id',
  },
  send_of_another_campaign: {
    code: 'send_of_another_campaign',
    message: 'campaignId: the send belongs to another campaign.',
    field: 'campaignId',
  },
} as const satisfies Partial<Record<RecordResult, ItemError>>

/** Field by field: spreading the item costs more than all else that is done with it here. */
function toAttempt(item: AttemptToRecord, channelNo: number): NewAttempt {
  return {
    channelNo,
    id: item.id,
    startedAtMs: Math.floor(item.startedAtMs),
    durationMs: Math.min(Math.max(0, Math.round(item.durationMs)), MAX_DURATION_MS),
    purpose: item.purpose,
    webhookEventId: item.webhookEventId,
    sendId: item.sendId,
    campaignId: item.campaignId,
    url: item.url,
    deliveryNo: item.deliveryNo ?? null,
    delivery: item.delivery ?? null,
    judged: item.judged,
    facts: item.facts,
    error: item.error,
    requestBody: item.requestBody ?? null,
    reportHash: item.reportHash,
  }
}

const TEXTS = ['id', 'webhookEventId', 'sendId', 'campaignId', 'url'] as const

function unstorableField(item: AttemptToRecord): string | null {
  for (const field of TEXTS) {
    const text = item[field]
    if (text !== null && !isStorable(text)) return field
  }
  return item.id === '' ? 'id' : null
}
