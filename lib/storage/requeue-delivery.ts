import type { DeliveryState } from '@/lib/domain/delivery.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { IS_SENDABLE } from './redelivery-run-choose.ts'
import type { Query } from './writer.ts'

/**
 * Puts deliveries that have ended into the queue again, due now. A run that still waits for one is told first how it
 * ended. A reason stays where it is of an attempt; the fence moves on, so that an attempt of before, which nobody waits
 * for any more, changes nothing when it comes back.
 * @param which a condition on `deliveries`
 */
export function requeue(db: PrismaClient, which: Prisma.Sql, runNo: number | null, nowMs: number): Query[] {
  const now = BigInt(nowMs)
  return [
    db.$executeRaw`UPDATE redelivery_run_items AS item
      SET state = (SELECT deliveries.state FROM deliveries WHERE deliveries.no = item."deliveryNo")
      WHERE item.state = 'sent' AND (item."runNo", item."deliveryNo") IN
        (SELECT "runNo", no FROM deliveries WHERE state <> 'pending' AND "runNo" IS NOT NULL AND ${which})`,
    db.$executeRaw`UPDATE deliveries SET
        reason = CASE state WHEN 'failed' THEN reason END, state = 'pending', "nextAttemptAtMs" = ${now},
        "endedAtMs" = NULL, "leaseUntilMs" = NULL, fence = fence + 1, "runNo" = ${runNo}, "queuedAtMs" = ${now},
        "queuedAttempts" = attempts
      WHERE state <> 'pending' AND ${which}`,
  ]
}

export type Redeliverable = {
  no: number
  channelNo: number
  channelId: string
  state: DeliveryState
  /** Not a practice delivery, and its body is kept. */
  isSendable: boolean
}

/** A delivery of a channel that is not deleted, or null. */
export async function findRedeliverable(db: PrismaClient, deliveryId: string): Promise<Redeliverable | null> {
  const [row] = await db.$queryRaw<(Omit<Redeliverable, 'isSendable'> & { isSendable: bigint })[]>`
    SELECT deliveries.no, deliveries."channelNo", channels.id AS "channelId", deliveries.state,
      (${IS_SENDABLE}) AS "isSendable"
    FROM deliveries JOIN channels ON channels.no = deliveries."channelNo" AND channels."deletedAtMs" IS NULL
    WHERE deliveries.id = ${deliveryId}`
  return row === undefined ? null : { ...row, isSendable: Number(row.isSendable) === 1 }
}

/** One by hand leaves the run that sent it last. */
export function requeueOne(db: PrismaClient, { no }: Redeliverable, nowMs: number): Query[] {
  return requeue(db, Prisma.sql`no = ${no}`, null, nowMs)
}
