import { setImmediate } from 'node:timers/promises'
import type { SkipReason } from '@/lib/domain/delivery.ts'
import type { ChosenDeliveries, RedeliverableState } from '@/lib/domain/redelivery-run.ts'
import type { Processed } from '@/lib/domain/taxonomy.ts'
import { processedOf } from './codes.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { type Chosen, chosenOf } from './redelivery-run-choose.ts'

/** Few enough that a query takes some milliseconds: SQLite answers in the thread that everybody waits for. */
const CHUNK = 4_000

/** Chosen deliveries that are alike. */
export type AlikeDeliveries = {
  state: RedeliverableState
  reason: string | null
  processed: Processed
  /** Of the time of acceptance: less than the first of `ageLimitsMs`, less than the second, or older. */
  age: 0 | 1 | 2
  deliveries: number
  oldestAtMs: number
  newestAtMs: number
}

type Row = Omit<AlikeDeliveries, 'processed' | 'age' | 'deliveries' | 'oldestAtMs' | 'newestAtMs'> &
  Record<'processed' | 'age' | 'deliveries' | 'oldestAtMs' | 'newestAtMs', bigint>
type Edge = { createdAtMs: bigint; no: number }

/** Counts what a choice would redeliver, a chunk at a time; the same kind may come several times. */
export async function* countChosen(
  db: PrismaClient,
  channelNo: number,
  chosen: ChosenDeliveries,
  { nowMs, ageLimitsMs }: { nowMs: number; ageLimitsMs: readonly [number, number] },
): AsyncGenerator<AlikeDeliveries[]> {
  const choice = chosenOf(channelNo, chosen)
  let after: Edge | null = null
  for (;;) {
    const until: Edge | null = 'deliveryIds' in chosen ? null : await edgeAfter(db, channelNo, choice, after)
    const rows = await db.$queryRaw<Row[]>`
      SELECT deliveries.state, deliveries.reason, ${MAY_HAVE_PROCESSED} AS processed,
        (deliveries."createdAtMs" <= ${BigInt(nowMs - ageLimitsMs[0])})
          + (deliveries."createdAtMs" <= ${BigInt(nowMs - ageLimitsMs[1])}) AS age,
        count(*) AS deliveries, min(deliveries."createdAtMs") AS "oldestAtMs", max(deliveries."createdAtMs") AS "newestAtMs"
      FROM ${choice.from} WHERE ${choice.where} AND ${between(after, until)} GROUP BY 1, 2, 3, 4`
    yield rows.map(toAlike)
    if (until === null) return
    after = until
    await setImmediate()
  }
}

/** An attempt was made and could not be recorded (lib/delivery/worker.ts), whatever those before it were. */
const UNRECORDED = Prisma.sql`(deliveries.state = 'skipped' AND deliveries.reason = ${'fault' satisfies SkipReason})`

/** By any attempt of it; those that were pruned leave only what the delivery itself tells. */
const MAY_HAVE_PROCESSED = Prisma.sql`CASE WHEN deliveries.attempts = 0 THEN ${UNRECORDED} ELSE max(${UNRECORDED}, coalesce(
  (SELECT max(tried.processed) FROM attempts AS tried
    WHERE tried."deliveryNo" = deliveries.no AND tried."deliveryNo" IS NOT NULL),
  CASE deliveries.state WHEN 'delivered' THEN 2 ELSE 1 END)) END`

/** May the bot have processed a delivery already? */
export async function mayHaveProcessed(db: PrismaClient, deliveryNo: number): Promise<Processed> {
  const [row] = await db.$queryRaw<{ processed: bigint }[]>`
    SELECT ${MAY_HAVE_PROCESSED} AS processed FROM deliveries WHERE no = ${deliveryNo}`
  return processedOf(Number(row?.processed ?? 0))
}

/** The last of the next chunk, in the order of acceptance; null when there is less than a chunk left. */
async function edgeAfter(
  db: PrismaClient,
  channelNo: number,
  choice: Chosen,
  after: Edge | null,
): Promise<Edge | null> {
  const [edge] = await db.$queryRaw<Edge[]>`SELECT deliveries."createdAtMs", deliveries.no FROM ${choice.from}
    WHERE deliveries."channelNo" = ${channelNo} AND ${choice.spelled}
      AND deliveries."createdAtMs" >= ${BigInt(choice.fromMs)} AND deliveries."createdAtMs" < ${BigInt(choice.toMs)}
      AND ${between(after, null)} ORDER BY deliveries."createdAtMs", deliveries.no LIMIT 1 OFFSET ${CHUNK - 1}`
  return edge ?? null
}

function between(after: Edge | null, until: Edge | null): Prisma.Sql {
  const order = Prisma.sql`(deliveries."createdAtMs", deliveries.no)`
  const from = after === null ? Prisma.sql`true` : Prisma.sql`${order} > (${after.createdAtMs}, ${after.no})`
  return until === null ? from : Prisma.sql`${from} AND ${order} <= (${until.createdAtMs}, ${until.no})`
}

function toAlike({ state, reason, processed, age, deliveries, oldestAtMs, newestAtMs }: Row): AlikeDeliveries {
  return {
    state,
    reason,
    processed: processedOf(Number(processed)),
    age: age === 0n ? 0 : age === 1n ? 1 : 2,
    deliveries: Number(deliveries),
    oldestAtMs: Number(oldestAtMs),
    newestAtMs: Number(newestAtMs),
  }
}
