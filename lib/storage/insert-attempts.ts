import { RULES_VERSION } from '@/lib/domain/classification.ts'
import { type CountedAttempt, countAttempts } from '@/lib/domain/statistics/bucket-counts.ts'
import { addToBuckets } from './add-to-buckets.ts'
import { packId } from './attempt-id.ts'
import type { Batches, RawQueries } from './batch-connection.ts'
import { changeDeliveries } from './change-deliveries.ts'
import { changeHealth } from './change-health.ts'
import { processedCode, protocolCode, purposeCode } from './codes.ts'
import { Prisma } from './generated/client.ts'
import { insertSends, type NamedSend } from './insert-sends.ts'
import type { NewAttempt } from './new-attempt.ts'
import { keptFacts, packFactsHex, packResponseHex } from './pack-facts.ts'
import type { PriorChannel } from './read-prior.ts'
import { sendNo } from './send-no.ts'
import type { Query } from './writer.ts'

export type PlannedAttempt = { attempt: NewAttempt; idHex: string; reason: number; counted: boolean; zone: string }

/**
 * Within a transaction: what attempts refer to, they themselves, their facts, buckets and deliveries, and how their
 * channels are.
 */
export async function insertAttempts(
  db: Batches,
  planned: readonly PlannedAttempt[],
  channels: ReadonlyMap<number, PriorChannel>,
  nowMs: number,
): Promise<void> {
  const attempts = planned.map(({ attempt }) => attempt)
  const urls = await urlNumbers(db, attempts)
  const sends = await sendNumbers(db, attempts, nowMs)
  await db.runRows(
    INTO_ATTEMPTS,
    planned.map((one) => rowOf(one, urls, sends, nowMs)),
  )
  for (const query of [...insertFacts(db, planned), ...count(db, planned)]) {
    await query
  }
  await changeDeliveries(db, attempts)
  for (const query of changeHealth(db, attempts, channels)) await query
}

const keyOfUrl = (channelNo: number, url: string): string => `${channelNo} ${url}`

/** The numbers of the URLs, which are made where there is none. */
async function urlNumbers(db: Batches, attempts: readonly NewAttempt[]): Promise<Map<string, number>> {
  const named = new Map<string, [number, string]>()
  for (const { channelNo, url } of attempts) if (url !== null) named.set(keyOfUrl(channelNo, url), [channelNo, url])
  const find = async () => {
    const found = await db.$queryRows<[no: number, channelNo: number, url: string]>`
      SELECT urls.no, urls."channelNo", urls.url FROM jsonb_each(${JSON.stringify([...named.values()])}) AS named
      CROSS JOIN urls ON urls."channelNo" = named.value ->> 0 AND urls.url = named.value ->> 1`
    return new Map(found.map(([no, channelNo, url]) => [keyOfUrl(channelNo, url), no]))
  }
  if (named.size === 0) return new Map()
  const known = await find()
  const missing = [...named].flatMap(([key, row]) => (known.has(key) ? [] : [row]))
  if (missing.length === 0) return known
  await db.runRows('INSERT INTO urls ("channelNo", url)', missing)
  return find()
}

const keyOfSend = (channelNo: number, sendId: string | null, campaignId: string | null): string =>
  JSON.stringify([channelNo, sendId, campaignId])

/** The numbers of the sends that are named, which are made where there is none. */
async function sendNumbers(db: Batches, attempts: readonly NewAttempt[], atMs: number): Promise<Map<string, number>> {
  const named = new Map<string, NamedSend>()
  for (const { channelNo, sendId, campaignId } of attempts) {
    if (sendId === null && campaignId === null) continue
    named.set(keyOfSend(channelNo, sendId, campaignId), { channelNo, sendId, campaignId, atMs })
  }
  if (named.size === 0) return new Map()
  for (const query of insertSends(db, [...named.values()])) await query
  const no = sendNo(Prisma.sql`value ->> 0`, Prisma.sql`value ->> 1`, Prisma.sql`value ->> 2`)
  const found = await db.$queryRows<[key: string, no: number]>`
    SELECT value ->> 3, ${no} FROM jsonb_each(${JSON.stringify(
      [...named].map(([key, { channelNo, sendId, campaignId }]) => [channelNo, sendId, campaignId, key]),
    )})`
  return new Map(found)
}

const INTO_ATTEMPTS = `INSERT INTO attempts (
  "channelNo", "startedAtMs", id, "durationMs", purpose, reason, processed, counted, status, protocol, "remoteAddress",
  "urlNo", "deliveryNo", "sendNo", "webhookEventId", "reportHash", "receivedAtMs", "rulesVersion")`

function rowOf(
  { attempt, idHex, reason, counted }: PlannedAttempt,
  urls: ReadonlyMap<string, number>,
  sends: ReadonlyMap<string, number>,
  nowMs: number,
): (number | string | Uint8Array | null)[] {
  const { channelNo, url, sendId, campaignId, judged, facts } = attempt
  return [
    channelNo,
    attempt.startedAtMs,
    Buffer.from(idHex, 'hex'),
    attempt.durationMs,
    purposeCode(attempt.purpose),
    reason,
    processedCode(judged.processed),
    counted ? 1 : 0,
    judged.status,
    facts === null ? null : protocolCode(facts.protocol),
    facts === null ? null : facts.remoteAddress,
    url === null ? null : (urls.get(keyOfUrl(channelNo, url)) ?? null),
    attempt.deliveryNo,
    sendId === null && campaignId === null ? null : (sends.get(keyOfSend(channelNo, sendId, campaignId)) ?? null),
    attempt.webhookEventId === null ? null : packId(attempt.webhookEventId),
    attempt.reportHash,
    nowMs,
    RULES_VERSION,
  ]
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
