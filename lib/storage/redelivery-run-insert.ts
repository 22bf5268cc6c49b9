import { type ChosenDeliveries, MOST_IN_RUN } from '@/lib/domain/redelivery-run.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { GOING_ON } from './redelivery-run.ts'
import { chosenOf } from './redelivery-run-choose.ts'
import type { Query } from './writer.ts'

export type NewRun = { id: string; channelNo: number; startedBy: string; startedAtMs: number; chosen: ChosenDeliveries }

/** How many deliveries a choice has; counted no further than one more than a run may have. */
export async function countUpToMost(db: PrismaClient, channelNo: number, chosen: ChosenDeliveries): Promise<number> {
  const { from, where } = chosenOf(channelNo, chosen)
  const [row] = await db.$queryRaw<{ deliveries: bigint }[]>`
    SELECT count(*) AS deliveries FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${MOST_IN_RUN + 1})`
  return Number(row?.deliveries ?? 0)
}

/** Is a run of the channel going on? One at a time, so that what a pause stops is known. */
export async function hasRunGoingOn(db: PrismaClient, channelNo: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM redelivery_runs WHERE "channelNo" = ${channelNo} AND ${GOING_ON} LIMIT 1`
  return rows.length > 0
}

/** Begins a run with its members, who never change afterwards; no run begins where another process has begun one. */
export function insertRun(db: PrismaClient, run: NewRun): Query[] {
  const { from, where } = chosenOf(run.channelNo, run.chosen)
  const runNo = Prisma.sql`(SELECT no FROM redelivery_runs WHERE id = ${run.id})`
  return [
    db.$executeRaw`INSERT INTO redelivery_runs (id, "channelNo", state, "startedBy", "startedAtMs", "chosenJson", total)
      SELECT ${run.id}, no, 'canary', ${run.startedBy}, ${BigInt(run.startedAtMs)}, ${JSON.stringify(run.chosen)}, 0
      FROM channels WHERE no = ${run.channelNo} AND "deletedAtMs" IS NULL
        AND NOT EXISTS (SELECT 1 FROM redelivery_runs WHERE "channelNo" = ${run.channelNo} AND ${GOING_ON})`,
    db.$executeRaw`INSERT INTO redelivery_run_items ("runNo", "deliveryNo", state)
      SELECT runs.no, deliveries.no, 'waiting' FROM redelivery_runs AS runs CROSS JOIN ${from}
      WHERE runs.id = ${run.id} AND ${where} LIMIT ${MOST_IN_RUN}`,
    db.$executeRaw`UPDATE redelivery_runs
      SET total = (SELECT count(*) FROM redelivery_run_items WHERE "runNo" = no) WHERE no = ${runNo}`,
  ]
}
