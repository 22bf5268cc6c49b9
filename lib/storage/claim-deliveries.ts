import type { DeliverySource } from '@/lib/domain/delivery.ts'
import { groupBy } from '@/lib/domain/group-by.ts'
import { concurrencyNow } from '@/lib/domain/suspension.ts'
import { unpackId } from './attempt-id.ts'
import type { Batches, RawQueries } from './batch-connection.ts'
import { Prisma } from './generated/client.ts'
import type { Storage } from './open-storage.ts'

/** Practice sends what it makes by itself: lib/delivery/practice-delivery.ts. */
const PRACTICE: DeliverySource = 'practice'
/** What waits for the queue to take it. */
const WAITS = Prisma.sql`state = 'pending' AND source <> ${PRACTICE} AND "nextAttemptAtMs" IS NOT NULL`

/** A channel of which something waits. */
export type WaitingChannel = {
  channelNo: number
  /** As it is now: lib/domain/suspension.ts. */
  concurrency: number
  timeoutMs: number
  practice: boolean
  /** When the first of its deliveries is due; while it is suspended, when it is probed. */
  dueAtMs: number
  suspended: boolean
}

/** Every channel with deliveries that wait, by number: one step along the index for each, however many wait. */
export async function findWaitingChannels(db: RawQueries): Promise<WaitingChannel[]> {
  const rows = await db.$queryRaw<
    {
      channelNo: bigint
      concurrency: bigint
      failuresInARow: bigint
      timeoutMs: bigint
      practice: number | boolean
      dueAtMs: bigint
      suspended: bigint
    }[]
  >`WITH RECURSIVE waiting("channelNo", "dueAtMs") AS (
      SELECT * FROM (SELECT "channelNo", "nextAttemptAtMs" FROM deliveries WHERE ${WAITS}
        ORDER BY "channelNo", "nextAttemptAtMs" LIMIT 1)
      UNION ALL
      SELECT first."channelNo", first."nextAttemptAtMs" FROM waiting CROSS JOIN deliveries AS first ON first.no = (
        SELECT no FROM deliveries WHERE ${WAITS} AND "channelNo" > waiting."channelNo"
        ORDER BY "channelNo", "nextAttemptAtMs" LIMIT 1))
    SELECT waiting."channelNo", channels.concurrency, coalesce(health."failuresInARow", 0) AS "failuresInARow",
      channels."timeoutMs", channels.practice,
      max(waiting."dueAtMs", coalesce(health."nextProbeAtMs", 0)) AS "dueAtMs",
      health."suspendedAtMs" IS NOT NULL AS suspended
    FROM waiting CROSS JOIN channels ON channels.no = waiting."channelNo" AND channels."deletedAtMs" IS NULL
    LEFT JOIN channel_deliveries AS health ON health."channelNo" = waiting."channelNo"`
  return rows.map((row) => ({
    channelNo: Number(row.channelNo),
    concurrency: concurrencyNow(Number(row.concurrency), Number(row.failuresInARow)),
    timeoutMs: Number(row.timeoutMs),
    practice: Boolean(row.practice),
    dueAtMs: Number(row.dueAtMs),
    suspended: Number(row.suspended) === 1,
  }))
}

/** At most so many of a channel's deliveries, leased until then. */
export type Quota = { channelNo: number; most: number; leaseUntilMs: number }

/** A delivery that nobody else sends until its lease ends. */
export type ClaimedDelivery = {
  no: number
  id: string
  channelNo: number
  /** What a change that follows from this claim must carry. */
  fence: number
  leaseUntilMs: number
  /** Until now; `tries` of them since it came into the queue, at its acceptance or put back by hand. */
  attempts: number
  tries: number
  queuedAtMs: number
  /** The exact bytes; null when they are lost. */
  body: Uint8Array | null
  /** What a gateway took in with the body. */
  storedHeaders: Record<string, string> | null
  /** Where it goes instead of to the channel's own URL. */
  urlOverride: string | null
  path: string | null
  sendId: string | null
  campaignId: string | null
  webhookEventId: string | null
}

/** Bodies that one claim brings into memory, but for the last of each channel. */
const MOST_BYTES = 16 * 1024 * 1024

/** A body of more is not read before it is known that the claim has room for it. */
const SMALL_BYTES = 4 * 1024

/** A row as SQLite gives it: whole numbers as numbers. Each column costs as much as the row itself, so what few have is one. */
type Due = [
  no: number,
  id: string,
  fence: number,
  attempts: number,
  tries: number,
  queuedAtMs: number,
  webhookEventId: Uint8Array | null,
  /** How long it is where it is large; null when it is lost. */
  body: Uint8Array | number | null,
  /** `Rare` as JSON. */
  rare: string | null,
]
type Rare = Pick<ClaimedDelivery, 'path' | 'urlOverride' | 'sendId' | 'campaignId'> & { headers: string | null }
type Claims = { claimed: ClaimedDelivery[]; large: number[] }

/**
 * Claims due deliveries, the longest due of each channel first: looks and takes in one transaction, so that what was seen
 * is what is claimed.
 */
export function claimDeliveries(
  { writer }: Pick<Storage, 'writer'>,
  quotas: readonly Quota[],
  nowMs: number,
): Promise<ClaimedDelivery[]> {
  if (quotas.length === 0) return Promise.resolve([])
  return writer.claim((db) =>
    db.immediately(async () => {
      const { claimed, large } = await findDue(db, quotas, nowMs)
      if (claimed.length === 0) return []
      for (const [leaseUntilMs, ofLease] of groupBy(claimed, (delivery) => delivery.leaseUntilMs)) {
        await db.$executeRaw`UPDATE deliveries SET
            "leaseUntilMs" = ${leaseUntilMs}, "nextAttemptAtMs" = ${leaseUntilMs}, fence = fence + 1
          WHERE no IN (SELECT value FROM jsonb_each(${JSON.stringify(ofLease.map(({ no }) => no))}))`
      }
      if (large.length > 0) await readLarge(db, claimed, large)
      return claimed
    }),
  )
}

async function findDue(db: Batches, quotas: readonly Quota[], nowMs: number): Promise<Claims> {
  const mostBytes = Math.ceil(MOST_BYTES / quotas.length)
  const claims: Claims = { claimed: [], large: [] }
  for (const quota of quotas) {
    const due = await db.$queryRows<Due>`
      SELECT deliveries.no, id, fence, attempts, attempts - "queuedAttempts", coalesce("queuedAtMs", "createdAtMs"),
        "webhookEventId", CASE WHEN length(body) <= ${SMALL_BYTES} THEN body ELSE length(body) END,
        CASE WHEN coalesce(path, "urlNo", "sendNo", "headersJson") IS NOT NULL THEN json_object(
          'path', path, 'headers', "headersJson",
          'urlOverride', (SELECT url FROM urls WHERE urls.no = deliveries."urlNo"),
          'sendId', (SELECT "sendId" FROM sends WHERE sends.no = deliveries."sendNo"),
          'campaignId', (SELECT "campaignId" FROM sends CROSS JOIN campaigns ON campaigns.no = sends."campaignNo"
            WHERE sends.no = deliveries."sendNo")) END
      FROM deliveries LEFT JOIN delivery_bodies ON "deliveryNo" = deliveries.no
      WHERE ${WAITS} AND "channelNo" = ${quota.channelNo} AND "nextAttemptAtMs" <= ${nowMs}
      ORDER BY "nextAttemptAtMs", deliveries.no LIMIT ${quota.most}`
    let before = 0
    for (const one of due) {
      if (before >= mostBytes) break
      const { 0: no, 7: body } = one
      before += typeof body === 'number' ? body : (body?.byteLength ?? 0)
      claims.claimed.push(toClaimed(one, quota))
      if (typeof body === 'number') claims.large.push(no)
    }
  }
  return claims
}

async function readLarge(db: Batches, claimed: readonly ClaimedDelivery[], large: readonly number[]): Promise<void> {
  const found = await db.$queryRows<[no: number, body: Uint8Array]>`SELECT "deliveryNo", body
    FROM jsonb_each(${JSON.stringify(large)}) AS wanted
    CROSS JOIN delivery_bodies ON "deliveryNo" = wanted.value`
  const bodies = new Map(found)
  for (const delivery of claimed) delivery.body ??= bodies.get(delivery.no) ?? null
}

function toClaimed(due: Due, { channelNo, leaseUntilMs }: Quota): ClaimedDelivery {
  const [no, id, fence, attempts, tries, queuedAtMs, webhookEventId, body, json] = due
  const rare = json === null ? null : (JSON.parse(json) as Rare)
  return {
    no,
    id,
    channelNo,
    fence: fence + 1,
    leaseUntilMs,
    attempts,
    tries,
    queuedAtMs,
    body: typeof body === 'number' ? null : body,
    storedHeaders: rare?.headers ? (JSON.parse(rare.headers) as Record<string, string>) : null,
    urlOverride: rare?.urlOverride ?? null,
    path: rare?.path ?? null,
    sendId: rare?.sendId ?? null,
    campaignId: rare?.campaignId ?? null,
    webhookEventId: webhookEventId === null ? null : unpackId(webhookEventId),
  }
}
