import { DELIVERY_SOURCES, DELIVERY_STATES, type DeliveryView } from '@/lib/domain/delivery.ts'
import { unpackId } from './attempt-id.ts'
import { Prisma } from './generated/client.ts'

/** A row of `DELIVERY_COLUMNS` as SQLite gives it. */
export type DeliveryRow = {
  no: number
  id: string
  channelNo: number
  state: string
  reason: string | null
  attempts: number
  createdAtMs: bigint
  nextAttemptAtMs: bigint | null
  endedAtMs: bigint | null
  leaseUntilMs: bigint | null
  webhookEventId: Uint8Array | null
  idempotencyKey: string | null
  path: string | null
  source: string
  duplicates: number
  sendId: string | null
  campaignId: string | null
  runId: string | null
}

export const DELIVERY_COLUMNS = Prisma.sql`deliveries.no, deliveries.id, deliveries."channelNo", deliveries.state,
  deliveries.reason, deliveries.attempts, deliveries."createdAtMs", deliveries."nextAttemptAtMs",
  deliveries."endedAtMs", deliveries."leaseUntilMs", deliveries."webhookEventId", deliveries."idempotencyKey",
  deliveries.path, deliveries.source, deliveries.duplicates, sends."sendId", campaigns."campaignId",
  redelivery_runs.id AS "runId"`

export const DELIVERY_JOINS = Prisma.sql`LEFT JOIN sends ON sends.no = deliveries."sendNo"
  LEFT JOIN campaigns ON campaigns.no = sends."campaignNo"
  LEFT JOIN redelivery_runs ON redelivery_runs.no = deliveries."runNo"`

/** A delivery as the world sees it at this time. */
export function toDeliveryView(row: DeliveryRow, channelId: string, nowMs: number): DeliveryView {
  const isBeingSent = row.state === 'pending' && Number(row.leaseUntilMs ?? 0) > nowMs
  return {
    id: row.id,
    channelId,
    state: known(DELIVERY_STATES, row.state),
    reason: row.reason,
    attempts: Number(row.attempts),
    // Of a claimed one it is the end of the lease.
    nextAttemptAtMs: isBeingSent ? null : numberOf(row.nextAttemptAtMs),
    isBeingSent,
    createdAtMs: Number(row.createdAtMs),
    endedAtMs: numberOf(row.endedAtMs),
    webhookEventId: row.webhookEventId === null ? null : unpackId(row.webhookEventId),
    idempotencyKey: row.idempotencyKey,
    sendId: row.sendId,
    campaignId: row.campaignId,
    path: row.path,
    source: known(DELIVERY_SOURCES, row.source),
    duplicates: Number(row.duplicates),
    runId: row.runId,
  }
}

function numberOf(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}

function known<T extends string>(words: readonly T[], word: string): T {
  const found = words.find((one) => one === word)
  if (found === undefined) throw new RangeError(`a delivery says "${word}"`)
  return found
}
