import type { DeliveryState } from '@/lib/domain/delivery.ts'
import { isOver, type RunSituation, type RunState, type RunStep, type SentItem } from '@/lib/domain/redelivery-run.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { GOING_ON, runStateOf } from './redelivery-run.ts'
import { IS_SENDABLE } from './redelivery-run-choose.ts'
import { requeue } from './requeue-delivery.ts'
import type { Query } from './writer.ts'

/** Runs that still do something, or whose last deliveries are still on their way; oldest first. */
export async function findOpenRuns(db: PrismaClient): Promise<number[]> {
  const rows = await db.$queryRaw<{ no: number }[]>`SELECT no FROM redelivery_runs
    WHERE ${GOING_ON} OR EXISTS (SELECT 1 FROM redelivery_run_items WHERE "runNo" = redelivery_runs.no AND state = 'sent')
    ORDER BY no`
  return rows.map(({ no }) => Number(no))
}

export type RunLook = Omit<RunSituation, 'sent'> & {
  sent: readonly (SentItem & { deliveryNo: number })[]
  startedAtMs: number
}

type LookRow = {
  state: string
  startedAtMs: bigint
  deletedAtMs: bigint | null
  suspendedAtMs: bigint | null
  takesDeliveries: bigint
  hasArrived: bigint
  hasWaiting: bigint
}

/** What the driver decides from; little of it, however large the run is. */
export async function lookAtRun(db: PrismaClient, runNo: number): Promise<RunLook | null> {
  const [row] = await db.$queryRaw<LookRow[]>`SELECT runs.state, runs."startedAtMs",
      channels."deletedAtMs", going."suspendedAtMs",
      channels."useWebhook" AND coalesce(channels."webhookUrl", channels."restEndpoint") IS NOT NULL AS "takesDeliveries",
      EXISTS (SELECT 1 FROM redelivery_run_items WHERE "runNo" = runs.no AND state = 'delivered') AS "hasArrived",
      EXISTS (SELECT 1 FROM redelivery_run_items WHERE "runNo" = runs.no AND state = 'waiting') AS "hasWaiting"
    FROM redelivery_runs AS runs
      JOIN channels ON channels.no = runs."channelNo"
      LEFT JOIN channel_deliveries AS going ON going."channelNo" = runs."channelNo"
    WHERE runs.no = ${runNo}`
  if (row === undefined) return null
  return {
    state: runStateOf(row.state),
    startedAtMs: Number(row.startedAtMs),
    hasArrived: Number(row.hasArrived) === 1,
    hasWaiting: Number(row.hasWaiting) === 1,
    maySend: Number(row.takesDeliveries) === 1 && row.suspendedAtMs === null,
    isGone: row.deletedAtMs !== null,
    sent: await findSent(db, runNo),
  }
}

async function findSent(db: PrismaClient, runNo: number): Promise<RunLook['sent']> {
  const rows = await db.$queryRaw<{ deliveryNo: number; state: DeliveryState | null; tried: bigint | null }[]>`
    SELECT items."deliveryNo", deliveries.state, deliveries.attempts - deliveries."queuedAttempts" AS tried
    FROM redelivery_run_items AS items LEFT JOIN deliveries ON deliveries.no = items."deliveryNo"
    WHERE items."runNo" = ${runNo} AND items.state = 'sent'`
  return rows.map(({ deliveryNo, state, tried }) => ({
    deliveryNo: Number(deliveryNo),
    state: state ?? 'skipped',
    tried: Number(tried ?? 0),
  }))
}

/**
 * One step in one transaction: items of deliveries that have ended end with them, the next ones go to the queue, the run
 * changes its state. Each statement holds for itself, so that a second driver or a step done twice sends nothing twice.
 */
export function takeStep(db: PrismaClient, runNo: number, before: RunLook, step: RunStep, nowMs: number): Query[] {
  return [
    ...settle(db, runNo, before.sent),
    ...(step.state === before.state ? [] : [changeState(db, runNo, before.state, step.state, nowMs)]),
    ...(step.feed === 0 ? [] : feed(db, runNo, before.startedAtMs, step, nowMs)),
  ]
}

/** A run in `from` goes over to `to`; one that ends gets its time. */
export function changeState(db: PrismaClient, runNo: number, from: RunState, to: RunState, nowMs: number): Query {
  const endedAtMs = isOver(to) ? BigInt(nowMs) : null
  return db.$executeRaw`UPDATE redelivery_runs SET state = ${to}, "endedAtMs" = ${endedAtMs}
    WHERE no = ${runNo} AND state = ${from}`
}

/** Only those that were seen to have ended: what the step decided from, and no more. */
function settle(db: PrismaClient, runNo: number, sent: RunLook['sent']): Query[] {
  const ended = sent.filter(({ state }) => state !== 'pending').map(({ deliveryNo }) => deliveryNo)
  if (ended.length === 0) return []
  return [
    db.$executeRaw`UPDATE redelivery_run_items AS item
      SET state = coalesce((SELECT state FROM deliveries WHERE no = item."deliveryNo"), 'skipped')
      WHERE item."runNo" = ${runNo} AND item.state = 'sent'
        AND item."deliveryNo" IN (SELECT value FROM jsonb_each(${JSON.stringify(ended)}))
        AND NOT EXISTS (SELECT 1 FROM deliveries WHERE no = item."deliveryNo" AND state = 'pending')`,
  ]
}

/** Whoever else has queued a delivery meanwhile, or made it arrive, has done what the run would do: it is left alone. */
function feed(db: PrismaClient, runNo: number, startedAtMs: number, step: RunStep, nowMs: number): Query[] {
  const order = step.newestFirst ? Prisma.sql`"deliveryNo" DESC` : Prisma.sql`"deliveryNo"`
  return [
    db.$executeRaw`UPDATE redelivery_run_items AS item
      SET state = CASE WHEN EXISTS (SELECT 1 FROM deliveries WHERE deliveries.no = item."deliveryNo"
        AND deliveries.state <> 'pending' AND ${IS_SENDABLE}
        AND NOT (deliveries.state = 'delivered' AND deliveries."endedAtMs" > ${BigInt(startedAtMs)}))
        THEN 'sent' ELSE 'skipped' END
      WHERE item."runNo" = ${runNo} AND item."deliveryNo" IN
        (SELECT "deliveryNo" FROM redelivery_run_items WHERE "runNo" = ${runNo} AND state = 'waiting'
          AND EXISTS (SELECT 1 FROM redelivery_runs WHERE no = ${runNo} AND state = ${step.state})
          ORDER BY ${order} LIMIT ${step.feed})`,
    ...requeue(
      db,
      Prisma.sql`no IN (SELECT "deliveryNo" FROM redelivery_run_items WHERE "runNo" = ${runNo} AND state = 'sent')
        AND "runNo" IS NOT ${runNo}`,
      runNo,
      nowMs,
    ),
  ]
}
