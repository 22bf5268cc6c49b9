import type { SkipReason } from '@/lib/domain/delivery.ts'
import type { Storage } from './open-storage.ts'

/** Few enough that a step takes a few milliseconds of the writer's time. */
const CHUNK = 500
const REASON: SkipReason = 'waited_too_long'

/**
 * Skips deliveries that have been due since before `beforeMs`: in a channel that is suspended nothing else ends them.
 * Call it again until it answers 0.
 */
export async function skipOverdue({ read, writer }: Storage, beforeMs: number, nowMs: number): Promise<number> {
  const overdue = await read.$queryRaw<{ no: bigint }[]>`
    SELECT deliveries.no FROM channel_deliveries AS health
    CROSS JOIN deliveries ON deliveries."channelNo" = health."channelNo" AND deliveries.state = 'pending'
      AND deliveries."nextAttemptAtMs" < ${BigInt(beforeMs)}
    WHERE health."suspendedAtMs" IS NOT NULL AND deliveries.source <> 'practice' LIMIT ${CHUNK}`
  if (overdue.length === 0) return 0
  const numbers = JSON.stringify(overdue.map(({ no }) => Number(no)))
  const [skipped] = await writer.run((db) => [
    db.$executeRaw`UPDATE deliveries SET state = 'skipped', reason = ${REASON}, "endedAtMs" = ${BigInt(nowMs)},
        "nextAttemptAtMs" = NULL, "leaseUntilMs" = NULL
      WHERE no IN (SELECT value FROM jsonb_each(${numbers})) AND state = 'pending'
        AND "nextAttemptAtMs" < ${BigInt(beforeMs)}`,
  ])
  return Number(skipped)
}
