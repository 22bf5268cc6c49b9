import type { SkipReason } from '@/lib/domain/delivery.ts'
import { GRACE_MS } from '@/lib/domain/redelivery-schedule.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Storage } from './open-storage.ts'

/** Few enough that a step takes a few milliseconds of the writer's time. */
const CHUNK = 500
const REASON: SkipReason = 'waited_too_long'

/**
 * Skips deliveries that have been due since before `beforeMs`, and redeliveries whose window is over: in a channel that is
 * suspended nothing else ends them. Call it again until it answers 0.
 */
export async function skipOverdue({ read, writer }: Storage, beforeMs: number, nowMs: number): Promise<number> {
  const overdue = [...(await findLongDue(read, beforeMs)), ...(await findPastWindow(read, nowMs))]
  if (overdue.length === 0) return 0
  const numbers = JSON.stringify(overdue.map(({ no }) => Number(no)))
  const [skipped] = await writer.run((db) => [
    db.$executeRaw`UPDATE deliveries SET state = 'skipped', reason = ${REASON}, "endedAtMs" = ${BigInt(nowMs)},
        "nextAttemptAtMs" = NULL, "leaseUntilMs" = NULL
      WHERE no IN (SELECT value FROM jsonb_each(${numbers})) AND state = 'pending'
        AND "nextAttemptAtMs" < ${BigInt(nowMs)}`,
  ])
  return Number(skipped)
}

function findLongDue(db: PrismaClient, beforeMs: number): Promise<{ no: bigint }[]> {
  return db.$queryRaw`SELECT deliveries.no FROM channel_deliveries AS health
    CROSS JOIN deliveries ON deliveries."channelNo" = health."channelNo" AND deliveries.state = 'pending'
      AND deliveries."nextAttemptAtMs" < ${BigInt(beforeMs)}
    WHERE health."suspendedAtMs" IS NOT NULL AND deliveries.source <> 'practice' LIMIT ${CHUNK}`
}

/** As `hasWaitedTooLong` (lib/domain/redelivery-schedule.ts) says of what was tried. */
function findPastWindow(db: PrismaClient, nowMs: number): Promise<{ no: bigint }[]> {
  return db.$queryRaw`SELECT deliveries.no FROM channel_deliveries AS health
    CROSS JOIN channels ON channels.no = health."channelNo"
    CROSS JOIN deliveries INDEXED BY "deliveries_tried" ON deliveries."channelNo" = health."channelNo"
      AND deliveries.state = 'pending' AND deliveries.attempts > deliveries."queuedAttempts"
      AND deliveries."nextAttemptAtMs" < ${BigInt(nowMs)}
    WHERE health."suspendedAtMs" IS NOT NULL AND deliveries.source <> 'practice'
      AND coalesce(deliveries."queuedAtMs", deliveries."createdAtMs") + channels."redeliveryWindowMs"
        < ${BigInt(nowMs - GRACE_MS)} LIMIT ${CHUNK}`
}
