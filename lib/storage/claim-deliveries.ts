import type { DeliverySource } from '@/lib/domain/delivery.ts'
import { concurrencyNow } from '@/lib/domain/suspension.ts'
import { unpackId } from './attempt-id.ts'
import type { RawQueries } from './batch-connection.ts'
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

/** SQLite's row: whole numbers as numbers. */
type Claimed = {
  no: number
  id: string
  channelNo: number
  fence: number
  leaseUntilMs: number
  attempts: number
  queuedAtMs: number
  queuedAttempts: number
  webhookEventId: Uint8Array | null
  path: string | null
  body: Uint8Array | null
  headersJson: string | null
  url: string | null
  sendId: string | null
  campaignId: string | null
}

/**
 * Claims due deliveries, the longest due of each channel first. Which they are is looked up and taken while nobody else of
 * this process writes; of another process, whatever it took meanwhile is not due any more.
 */
export function claimDeliveries(
  { writer }: Pick<Storage, 'writer'>,
  quotas: readonly Quota[],
  nowMs: number,
): Promise<ClaimedDelivery[]> {
  if (quotas.length === 0) return Promise.resolve([])
  return writer.claim(async (db) => {
    const wanted = await findDue(db, quotas, nowMs)
    const taken = new Map((wanted.length === 0 ? [] : await take(db, wanted, nowMs)).map((row) => [row.no, row]))
    return wanted.flatMap(([no]) => {
      const row = taken.get(no)
      return row === undefined ? [] : [toClaimedDelivery(row)]
    })
  })
}

/** Number and lease of each that is to be claimed. */
async function findDue(
  db: RawQueries,
  quotas: readonly Quota[],
  nowMs: number,
): Promise<[no: number, leaseUntilMs: number][]> {
  const mostBytes = Math.ceil(MOST_BYTES / quotas.length)
  const due: [number, number][] = []
  for (const { channelNo, most, leaseUntilMs } of quotas) {
    const rows = await db.$queryRaw<{ no: number; bytes: number | null }[]>`
      SELECT no, (SELECT length(body) FROM delivery_bodies WHERE "deliveryNo" = no) AS bytes
      FROM deliveries WHERE ${WAITS} AND "channelNo" = ${channelNo} AND "nextAttemptAtMs" <= ${nowMs}
      ORDER BY "nextAttemptAtMs", no LIMIT ${most}`
    let before = 0
    for (const { no, bytes } of rows) {
      if (before < mostBytes) due.push([no, leaseUntilMs])
      before += bytes ?? 0
    }
  }
  return due
}

function take(db: RawQueries, wanted: readonly [number, number][], nowMs: number): Promise<Claimed[]> {
  return db.$queryRaw<Claimed[]>`UPDATE deliveries SET
      "leaseUntilMs" = wanted.value ->> 1, "nextAttemptAtMs" = wanted.value ->> 1, fence = fence + 1
    FROM jsonb_each(${JSON.stringify(wanted)}) AS wanted
    WHERE deliveries.no = wanted.value ->> 0 AND state = 'pending' AND "nextAttemptAtMs" <= ${nowMs}
    RETURNING no, id, "channelNo", fence, "leaseUntilMs", attempts, coalesce("queuedAtMs", "createdAtMs") AS "queuedAtMs",
      "queuedAttempts", "webhookEventId", path,
      (SELECT body FROM delivery_bodies WHERE "deliveryNo" = deliveries.no) AS body,
      (SELECT "headersJson" FROM delivery_bodies WHERE "deliveryNo" = deliveries.no) AS "headersJson",
      (SELECT url FROM urls WHERE urls.no = deliveries."urlNo") AS url,
      (SELECT "sendId" FROM sends WHERE sends.no = deliveries."sendNo") AS "sendId",
      (SELECT "campaignId" FROM sends CROSS JOIN campaigns ON campaigns.no = sends."campaignNo"
        WHERE sends.no = deliveries."sendNo") AS "campaignId"`
}

function toClaimedDelivery(row: Claimed): ClaimedDelivery {
  return {
    no: row.no,
    id: row.id,
    channelNo: row.channelNo,
    fence: row.fence,
    leaseUntilMs: row.leaseUntilMs,
    attempts: row.attempts,
    tries: row.attempts - row.queuedAttempts,
    queuedAtMs: row.queuedAtMs,
    body: row.body,
    storedHeaders: row.headersJson === null ? null : (JSON.parse(row.headersJson) as Record<string, string>),
    urlOverride: row.url,
    path: row.path,
    sendId: row.sendId,
    campaignId: row.campaignId,
    webhookEventId: row.webhookEventId === null ? null : unpackId(row.webhookEventId),
  }
}
