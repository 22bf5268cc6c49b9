import { RULES_VERSION } from '@/lib/domain/classification.ts'
import { type CountedAttempt, countAttempts } from '@/lib/domain/statistics/bucket-counts.ts'
import { addToBuckets } from './add-to-buckets.ts'
import { packIdHex } from './attempt-id.ts'
import type { RawQueries } from './batch-connection.ts'
import { changeDeliveries } from './change-deliveries.ts'
import { changeHealth } from './change-health.ts'
import { processedCode, protocolCode, purposeCode } from './codes.ts'
import { Prisma } from './generated/client.ts'
import { insertSends, type NamedSend } from './insert-sends.ts'
import type { NewAttempt } from './new-attempt.ts'
import { keptFacts, packFactsHex, packResponseHex } from './pack-facts.ts'
import { hexOf, type PriorChannel } from './read-prior.ts'
import { sendNo } from './send-no.ts'
import type { Query } from './writer.ts'

export type PlannedAttempt = { attempt: NewAttempt; idHex: string; reason: number; counted: boolean; zone: string }

/**
 * The queries of one transaction: what attempts refer to, they themselves, their facts, buckets and deliveries, and how
 * their channels are.
 */
export function insertAttempts(
  db: RawQueries,
  planned: readonly PlannedAttempt[],
  channels: ReadonlyMap<number, PriorChannel>,
  nowMs: number,
): Query[] {
  const attempts = planned.map(({ attempt }) => attempt)
  return [
    ...insertUrls(db, attempts),
    ...insertSends(db, sendsOf(attempts, nowMs)),
    insertRows(db, planned, nowMs),
    ...insertFacts(db, planned),
    ...count(db, planned),
    ...changeDeliveries(db, attempts),
    ...changeHealth(db, attempts, channels),
  ]
}

function sendsOf(attempts: readonly NewAttempt[], atMs: number): NamedSend[] {
  return attempts.flatMap(({ channelNo, sendId, campaignId }) =>
    sendId === null && campaignId === null ? [] : [{ channelNo, sendId, campaignId, atMs }],
  )
}

function insertUrls(db: RawQueries, attempts: readonly NewAttempt[]): Query[] {
  const rows = new Map<string, [number, string]>()
  for (const { channelNo, url } of attempts) if (url !== null) rows.set(`${channelNo} ${url}`, [channelNo, url])
  if (rows.size === 0) return []
  const urls = JSON.stringify([...rows.values()])
  return [
    db.$executeRaw`INSERT INTO urls ("channelNo", url)
    SELECT value ->> 0, value ->> 1 FROM jsonb_each(${urls}) WHERE true ON CONFLICT ("channelNo", url) DO NOTHING`,
  ]
}

function insertRows(db: RawQueries, planned: readonly PlannedAttempt[], nowMs: number): Query {
  const rows = planned.map(({ attempt, idHex, reason, counted }) => [
    attempt.channelNo,
    attempt.startedAtMs,
    idHex,
    attempt.durationMs,
    purposeCode(attempt.purpose),
    reason,
    processedCode(attempt.judged.processed),
    counted ? 1 : 0,
    attempt.judged.status,
    protocolCode(attempt.facts?.protocol ?? null),
    attempt.facts?.remoteAddress ?? null,
    attempt.url,
    attempt.deliveryNo,
    attempt.sendId,
    attempt.webhookEventId === null ? null : packIdHex(attempt.webhookEventId),
    attempt.reportHash === null ? null : hexOf(attempt.reportHash),
    attempt.campaignId,
  ])
  const send = sendNo(Prisma.sql`value ->> 0`, Prisma.sql`value ->> 13`, Prisma.sql`value ->> 16`)
  return db.$executeRaw`INSERT INTO attempts (
      "channelNo", "startedAtMs", id, "durationMs", purpose, reason, processed, counted, status, protocol,
      "remoteAddress", "urlNo", "deliveryNo", "sendNo", "webhookEventId", "reportHash", "receivedAtMs", "rulesVersion")
    SELECT value ->> 0, value ->> 1, unhex(value ->> 2), value ->> 3, value ->> 4, value ->> 5, value ->> 6,
      value ->> 7, value ->> 8, value ->> 9, value ->> 10,
      (SELECT no FROM urls WHERE "channelNo" = value ->> 0 AND url = value ->> 11), value ->> 12,
      ${send}, unhex(value ->> 14), unhex(value ->> 15), ${BigInt(nowMs)}, ${RULES_VERSION}
    FROM jsonb_each(${JSON.stringify(rows)})`
}

function insertFacts(db: RawQueries, planned: readonly PlannedAttempt[]): Query[] {
  const rows = planned.flatMap(({ attempt, idHex }) => {
    const kept = keptFacts(attempt)
    return kept === null
      ? []
      : [[attempt.channelNo, attempt.startedAtMs, idHex, packFactsHex(kept), packResponseHex(attempt)]]
  })
  if (rows.length === 0) return []
  return [
    db.$executeRaw`INSERT INTO attempt_facts ("channelNo", "startedAtMs", id, facts, "responseBody")
    SELECT value ->> 0, value ->> 1, unhex(value ->> 2), unhex(value ->> 3), unhex(value ->> 4) FROM jsonb_each(${JSON.stringify(rows)})`,
  ]
}

function count(db: RawQueries, planned: readonly PlannedAttempt[]): Query[] {
  const counted: CountedAttempt[] = []
  for (const { attempt, reason, zone, counted: isCounted } of planned) {
    if (!isCounted) continue
    const { channelNo, sendId, campaignId, startedAtMs, durationMs } = attempt
    const purpose = purposeCode(attempt.purpose)
    counted.push({ channelNo, zone, sendId, campaignId, startedAtMs, durationMs, purpose, reason })
  }
  return addToBuckets(db, countAttempts(counted))
}
