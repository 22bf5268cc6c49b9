import { DELIVERY_STATES, type DeliveryState } from '@/lib/domain/delivery.ts'
import type { PrismaClient } from './generated/client.ts'

/** `oldestPendingMs`: the beginning of the minute in which the oldest that is pending was accepted; null: none is. */
export type AllDeliveries = { states: Record<DeliveryState, number>; oldestPendingMs: number | null }

/** Deliveries of all channels by state. By their counts, so that a long queue costs no more than a short one. */
export async function countAllDeliveries(db: PrismaClient): Promise<AllDeliveries> {
  const rows = await db.$queryRaw<{ state: string; deliveries: bigint; oldestHourMs: bigint }[]>`
    SELECT state, sum(deliveries) AS deliveries, min("startMs") AS "oldestHourMs"
    FROM channels CROSS JOIN delivery_counts ON delivery_counts."channelNo" = channels.no AND width = 2
    WHERE channels."deletedAtMs" IS NULL AND deliveries > 0 GROUP BY state`
  const of = (state: DeliveryState) => rows.find((row) => row.state === state)
  const oldestHourMs = of('pending')?.oldestHourMs
  const states = Object.fromEntries(DELIVERY_STATES.map((state) => [state, Number(of(state)?.deliveries ?? 0)]))
  return {
    states: states as AllDeliveries['states'],
    oldestPendingMs: oldestHourMs === undefined ? null : await oldestMinute(db, oldestHourMs),
  }
}

async function oldestMinute(db: PrismaClient, hourMs: bigint): Promise<number | null> {
  const [row] = await db.$queryRaw<{ startMs: bigint | null }[]>`
    SELECT min("startMs") AS "startMs"
    FROM channels CROSS JOIN delivery_counts ON delivery_counts."channelNo" = channels.no AND width = 1
      AND "startMs" >= ${hourMs} AND "startMs" < ${hourMs + 3_600_000n}
    WHERE channels."deletedAtMs" IS NULL AND state = 'pending' AND deliveries > 0`
  return row?.startMs == null ? null : Number(row.startMs)
}
