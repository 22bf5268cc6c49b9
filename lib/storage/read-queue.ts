import type { PrismaClient } from './generated/client.ts'

/** How the deliveries of a channel stand, and what its gateway has seen. Times in epoch milliseconds. */
export type QueueState = {
  pending: number
  /** When the oldest that is pending was accepted. */
  oldestAtMs: number | null
  beingSent: number
  suspendedAtMs: number | null
  nextProbeAtMs: number | null
  failingSinceMs: number | null
  /** The last webhook that the gateway took in, the last that it refused for its signature, and how many those were. */
  arrivedAtMs: number | null
  refusedAtMs: number | null
  refused: number
}

/** Depth and age by the counts, so that a long queue costs no more than a short one. */
export async function readQueue(db: PrismaClient, channelNo: number, nowMs: number): Promise<QueueState> {
  const [row] = await db.$queryRaw<Record<'pending' | 'oldestAtMs' | 'beingSent', bigint | null>[]>`
    WITH waiting AS (SELECT width, "startMs", deliveries FROM delivery_counts
      WHERE "channelNo" = ${channelNo} AND state = 'pending' AND deliveries > 0),
    hour AS (SELECT min("startMs") AS "startMs" FROM waiting WHERE width = 2),
    minute AS (SELECT min(waiting."startMs") AS "startMs" FROM waiting, hour
      WHERE width = 1 AND waiting."startMs" >= hour."startMs" AND waiting."startMs" < hour."startMs" + 3600000)
    SELECT (SELECT sum(deliveries) FROM waiting WHERE width = 2) AS pending,
      (SELECT min("createdAtMs") FROM deliveries INDEXED BY "deliveries_channelNo_createdAtMs_idx", minute
        WHERE "channelNo" = ${channelNo} AND state = 'pending' AND "createdAtMs" >= minute."startMs"
          AND "createdAtMs" < minute."startMs" + 60000) AS "oldestAtMs",
      (SELECT count(*) FROM deliveries INDEXED BY "deliveries_channelNo_nextAttemptAtMs_idx"
        WHERE "channelNo" = ${channelNo} AND state = 'pending' AND "nextAttemptAtMs" > ${BigInt(nowMs)}
          AND "leaseUntilMs" = "nextAttemptAtMs") AS "beingSent"`
  const health = await db.channelDeliveries.findUnique({ where: { channelNo } })
  const of = (value: bigint | null | undefined) => (value === null || value === undefined ? null : Number(value))
  return {
    pending: of(row?.pending) ?? 0,
    oldestAtMs: of(row?.oldestAtMs),
    beingSent: of(row?.beingSent) ?? 0,
    suspendedAtMs: of(health?.suspendedAtMs),
    nextProbeAtMs: of(health?.nextProbeAtMs),
    failingSinceMs: of(health?.failingSinceMs),
    arrivedAtMs: of(health?.arrivedAtMs),
    refusedAtMs: of(health?.refusedAtMs),
    refused: health?.refused ?? 0,
  }
}
