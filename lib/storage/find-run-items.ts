import { DELIVERY_STATES, type DeliveryState } from '@/lib/domain/delivery.ts'
import { RUN_ITEM_STATES, type RunItemState } from '@/lib/domain/redelivery-run.ts'
import type { PrismaClient } from './generated/client.ts'

/** A delivery of a run: what the run did with it, and how it stands now. */
export type RunItem = {
  deliveryNo: number
  deliveryId: string
  state: RunItemState
  deliveryState: DeliveryState
  reason: string | null
  attempts: number
  createdAtMs: number
  endedAtMs: number | null
}

type Row = Omit<RunItem, 'createdAtMs' | 'endedAtMs'> & { createdAtMs: bigint; endedAtMs: bigint | null }

/** The deliveries of a run whose rows are still kept, in the order in which they were accepted. */
export async function findRunItems(
  db: PrismaClient,
  runId: string,
  { afterNo, limit }: { afterNo: number; limit: number },
): Promise<RunItem[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT items."deliveryNo", deliveries.id AS "deliveryId", items.state, deliveries.state AS "deliveryState",
      deliveries.reason, deliveries.attempts, deliveries."createdAtMs", deliveries."endedAtMs"
    FROM redelivery_runs
      JOIN redelivery_run_items items ON items."runNo" = redelivery_runs.no AND items."deliveryNo" > ${afterNo}
      JOIN deliveries ON deliveries.no = items."deliveryNo"
    WHERE redelivery_runs.id = ${runId} ORDER BY items."deliveryNo" LIMIT ${limit}`
  return rows.map((row) => ({
    ...row,
    deliveryNo: Number(row.deliveryNo),
    state: known(RUN_ITEM_STATES, row.state),
    deliveryState: known(DELIVERY_STATES, row.deliveryState),
    attempts: Number(row.attempts),
    createdAtMs: Number(row.createdAtMs),
    endedAtMs: row.endedAtMs === null ? null : Number(row.endedAtMs),
  }))
}

function known<T extends string>(words: readonly T[], word: string): T {
  const found = words.find((one) => one === word)
  if (found === undefined) throw new RangeError(`an item of a redelivery run says "${word}"`)
  return found
}
