import { causeAndDetail, noteOf } from '@/lib/domain/reasons.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { unpackId } from './attempt-id.ts'
import { processedOf, protocolOf, purposeOf } from './codes.ts'
import { Prisma } from './generated/client.ts'
import { type KeptFacts, unpackFacts } from './pack-facts.ts'

/** A row of `ATTEMPT_COLUMNS` as SQLite gives it. */
export type AttemptRow = {
  channelNo: number
  startedAtMs: bigint
  id: Uint8Array
  durationMs: number
  purpose: number
  reason: number
  processed: number
  counted: number
  status: number | null
  protocol: number | null
  remoteAddress: string | null
  webhookEventId: Uint8Array | null
  deliveryNo: number | null
  url: string | null
  deliveryId: string | null
  sendId: string | null
  campaignId: string | null
  facts: Uint8Array | null
}

export const ATTEMPT_COLUMNS = Prisma.sql`attempts."channelNo", attempts."startedAtMs", attempts.id,
  attempts."durationMs", attempts.purpose, attempts.reason, attempts.processed, attempts.counted, attempts.status,
  attempts.protocol, attempts."remoteAddress", attempts."webhookEventId", attempts."deliveryNo",
  urls.url, deliveries.id AS "deliveryId", sends."sendId", campaigns."campaignId", kept.facts`

export const ATTEMPT_JOINS = Prisma.sql`LEFT JOIN urls ON urls.no = attempts."urlNo"
  LEFT JOIN deliveries ON deliveries.no = attempts."deliveryNo"
  LEFT JOIN sends ON sends.no = attempts."sendNo"
  LEFT JOIN campaigns ON campaigns.no = sends."campaignNo"
  LEFT JOIN attempt_facts AS kept ON kept."channelNo" = attempts."channelNo"
    AND kept."startedAtMs" = attempts."startedAtMs" AND kept.id = attempts.id`

const NO_PHASES = { dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null }

export function factsOf(row: AttemptRow): KeptFacts | null {
  return row.facts === null ? null : unpackFacts(row.facts)
}

export function toAttemptSummary(row: AttemptRow, channelId: string): AttemptSummary {
  const facts = factsOf(row)
  const failure = causeAndDetail(row.reason)
  const note = noteOf(row.reason)
  return {
    id: unpackId(row.id),
    channelId,
    deliveryId: row.deliveryId,
    webhookEventId: row.webhookEventId === null ? null : unpackId(row.webhookEventId),
    sendId: row.sendId,
    campaignId: row.campaignId,
    purpose: purposeOf(row.purpose),
    counted: row.counted === 1,
    startedAtMs: Number(row.startedAtMs),
    durationMs: row.durationMs,
    url: row.url,
    outcome: {
      state: failure === null ? 'delivered' : 'failed',
      cause: failure?.cause ?? null,
      detail: failure?.detail ?? null,
      status: row.status,
      processed: processedOf(row.processed),
      ...(note === null ? {} : { note }),
    },
    error: facts?.error ?? null,
    phases: facts?.phases ?? NO_PHASES,
    protocol: protocolOf(row.protocol),
    remoteAddress: row.remoteAddress,
    reusedConnection: facts?.reusedConnection ?? false,
    minorErrors: [...(facts?.minorErrors ?? [])],
  }
}
