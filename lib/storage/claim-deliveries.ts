import type { DeliverySource } from '@/lib/domain/delivery.ts'
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

/** A row as SQLite gives it: whole numbers as numbers. */
type Due = [
  no: number,
  id: string,
  fence: number,
  attempts: number,
  queuedAtMs: number,
  queuedAttempts: number,
  webhookEventId: Uint8Array | null,
  path: string | null,
  url: string | null,
  sendId: string | null,
  campaignId: string | null,
  bytes: number | null,
  body: Uint8Array | null,
  headersJson: string | null,
]
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
      const leases = JSON.stringify(claimed.map(({ no, leaseUntilMs }) => [no, leaseUntilMs]))
      await db.$executeRaw`UPDATE deliveries SET
          "leaseUntilMs" = lease.value ->> 1, "nextAttemptAtMs" = lease.value ->> 1, fence = fence + 1
        FROM jsonb_each(${leases}) AS lease WHERE deliveries.no = lease.value ->> 0`
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
      SELECT deliveries.no, id, fence, attempts, coalesce("queuedAtMs", "createdAtMs"), "queuedAttempts",
        "webhookEventId", path, (SELECT url FROM urls WHERE urls.no = deliveries."urlNo"),
        (SELECT "sendId" FROM sends WHERE sends.no = deliveries."sendNo"),
        (SELECT "campaignId" FROM sends CROSS JOIN campaigns ON campaigns.no = sends."campaignNo"
          WHERE sends.no = deliveries."sendNo"),
        length(body), CASE WHEN length(body) <= ${SMALL_BYTES} THEN body END, "headersJson"
      FROM deliveries LEFT JOIN delivery_bodies ON "deliveryNo" = deliveries.no
      WHERE ${WAITS} AND "channelNo" = ${quota.channelNo} AND "nextAttemptAtMs" <= ${nowMs}
      ORDER BY "nextAttemptAtMs", deliveries.no LIMIT ${quota.most}`
    let before = 0
    for (const one of due) {
      if (before >= mostBytes) break
      const bytes = one[11] ?? 0
      before += bytes
      claims.claimed.push(toClaimed(one, quota))
      if (bytes > SMALL_BYTES) claims.large.push(one[0])
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
  const [no, id, fence, attempts, queuedAtMs, queuedAttempts, webhookEventId, path, url, sendId, campaignId] = due
  const [body, headersJson] = [due[12], due[13]]
  return {
    no,
    id,
    channelNo,
    fence: fence + 1,
    leaseUntilMs,
    attempts,
    tries: attempts - queuedAttempts,
    queuedAtMs,
    body,
    storedHeaders: headersJson === null ? null : (JSON.parse(headersJson) as Record<string, string>),
    urlOverride: url,
    path,
    sendId,
    campaignId,
    webhookEventId: webhookEventId === null ? null : unpackId(webhookEventId),
  }
}
