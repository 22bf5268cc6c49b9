import type { DeliverySource } from '@/lib/domain/delivery.ts'
import { concurrencyNow } from '@/lib/domain/suspension.ts'
import { unpackId } from './attempt-id.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
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
export async function findWaitingChannels(db: PrismaClient): Promise<WaitingChannel[]> {
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

type Candidate = {
  no: number
  id: string
  channelNo: number
  queuedAtMs: bigint
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
 * Claims due deliveries, the longest due of each channel first. They are looked for beside the writer and taken in one
 * statement, which takes only what is still due: whatever another claimer took meanwhile is not answered.
 */
export async function claimDeliveries(
  { read, writer }: Storage,
  quotas: readonly Quota[],
  nowMs: number,
): Promise<ClaimedDelivery[]> {
  if (quotas.length === 0) return []
  const candidates = await findDue(read, quotas, nowMs)
  if (candidates.length === 0) return []
  const leases = new Map(quotas.map(({ channelNo, leaseUntilMs }) => [channelNo, leaseUntilMs]))
  const leaseOf = ({ channelNo }: Candidate) => leases.get(Number(channelNo)) ?? nowMs
  const wanted = JSON.stringify(candidates.map((candidate) => [Number(candidate.no), leaseOf(candidate)]))
  const taken = await writer.claim(
    (db) => db.$queryRaw<{ no: number; fence: number; attempts: number }[]>`UPDATE deliveries SET
        "leaseUntilMs" = wanted.value ->> 1, "nextAttemptAtMs" = wanted.value ->> 1, fence = fence + 1
      FROM jsonb_each(${wanted}) AS wanted
      WHERE deliveries.no = wanted.value ->> 0 AND state = 'pending' AND "nextAttemptAtMs" <= ${BigInt(nowMs)}
      RETURNING no, fence, attempts`,
  )
  const claims = new Map(taken.map((claim) => [Number(claim.no), claim]))
  return candidates.flatMap((candidate) => {
    const claim = claims.get(Number(candidate.no))
    if (claim === undefined) return []
    const { id, path, body, headersJson, url, sendId, campaignId, webhookEventId } = candidate
    return [
      {
        no: Number(candidate.no),
        id,
        channelNo: Number(candidate.channelNo),
        fence: Number(claim.fence),
        leaseUntilMs: leaseOf(candidate),
        attempts: Number(claim.attempts),
        tries: Number(claim.attempts) - Number(candidate.queuedAttempts),
        queuedAtMs: Number(candidate.queuedAtMs),
        body,
        storedHeaders: headersJson === null ? null : (JSON.parse(headersJson) as Record<string, string>),
        urlOverride: url,
        path,
        sendId,
        campaignId,
        webhookEventId: webhookEventId === null ? null : unpackId(webhookEventId),
      },
    ]
  })
}

function findDue(db: PrismaClient, quotas: readonly Quota[], nowMs: number): Promise<Candidate[]> {
  const mostBytes = Math.ceil(MOST_BYTES / quotas.length)
  const ofChannels = quotas.map(
    ({ channelNo, most }) => Prisma.sql`SELECT * FROM (
      SELECT due.no, due.id, due."channelNo", coalesce(due."queuedAtMs", due."createdAtMs") AS "queuedAtMs",
        due."queuedAttempts", due."webhookEventId", due.path, bodies.body, bodies."headersJson", urls.url, sends."sendId",
        campaigns."campaignId"
      FROM (SELECT *, sum(bytes) OVER (ORDER BY "nextAttemptAtMs", no ROWS UNBOUNDED PRECEDING) - bytes AS before
        FROM (SELECT *, coalesce((SELECT length(body) FROM delivery_bodies WHERE "deliveryNo" = no), 0) AS bytes
          FROM deliveries WHERE ${WAITS} AND "channelNo" = ${channelNo}
          AND "nextAttemptAtMs" <= ${BigInt(nowMs)} ORDER BY "nextAttemptAtMs", no LIMIT ${most})) AS due
      LEFT JOIN delivery_bodies AS bodies ON bodies."deliveryNo" = due.no
      LEFT JOIN urls ON urls.no = due."urlNo"
      LEFT JOIN sends ON sends.no = due."sendNo"
      LEFT JOIN campaigns ON campaigns.no = sends."campaignNo"
      WHERE due.before < ${mostBytes})`,
  )
  return db.$queryRaw<Candidate[]>(Prisma.join(ofChannels, ' UNION ALL '))
}
