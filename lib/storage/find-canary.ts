import type { DeliveryState } from '@/lib/domain/delivery.ts'
import type { PrismaClient } from './generated/client.ts'

/** The delivery with which a run tried whether anything arrives. */
export type Canary = { deliveryId: string; state: DeliveryState; reason: string | null }

/** The one delivery of a halted run that was given to the queue; null for a run that got further. */
export async function findCanary(db: PrismaClient, runId: string): Promise<Canary | null> {
  const rows = await db.$queryRaw<Canary[]>`
    SELECT deliveries.id AS "deliveryId", deliveries.state, deliveries.reason FROM redelivery_runs
      JOIN redelivery_run_items items ON items."runNo" = redelivery_runs.no AND items.state IN ('sent', 'failed', 'delivered')
      JOIN deliveries ON deliveries.no = items."deliveryNo"
    WHERE redelivery_runs.id = ${runId} AND redelivery_runs.state = 'halted' LIMIT 2`
  return rows.length === 1 ? (rows[0] ?? null) : null
}
