import { setImmediate } from 'node:timers/promises'
import { Prisma, type PrismaClient } from './generated/client.ts'
import type { Query, Writer } from './writer.ts'

/** Few enough that a step takes a few milliseconds of the writer's time; batches of attempts go in between. */
const CHUNK = 250

/** The queries of one transaction; the last answers how many rows went. */
type Step = (db: PrismaClient, channelNo: number) => Query[]

const bodies: Step = (db, channelNo) => {
  const chunk = Prisma.sql`SELECT no FROM deliveries WHERE "channelNo" = ${channelNo}
    ORDER BY "createdAtMs", no LIMIT ${CHUNK}`
  return [
    db.$executeRaw`DELETE FROM delivery_bodies WHERE "deliveryNo" IN (${chunk})`,
    db.$executeRaw`DELETE FROM deliveries WHERE no IN (${chunk})`,
  ]
}

const runItems: Step = (db, channelNo) => [
  db.$executeRaw`DELETE FROM redelivery_run_items WHERE ("runNo", "deliveryNo") IN (
    SELECT items."runNo", items."deliveryNo" FROM redelivery_runs AS runs
    CROSS JOIN redelivery_run_items AS items ON items."runNo" = runs.no
    WHERE runs."channelNo" = ${channelNo} LIMIT ${CHUNK})`,
]

/** A chunk of a table by its key, of which `channelNo` is left out where the key begins with it. */
function rowsOf(table: string, ...key: string[]): Step {
  const columns = Prisma.raw(key.map((column) => `"${column}"`).join(', '))
  const from = Prisma.raw(table)
  // Along the table's own order: by another index a chunk would lie on as many pages as it has rows.
  const order = key.length > 1 ? Prisma.sql`ORDER BY ${columns}` : Prisma.empty
  return (db, channelNo) => [
    db.$executeRaw`DELETE FROM ${from} WHERE "channelNo" = ${channelNo} AND (${columns}) IN
      (SELECT ${columns} FROM ${from} WHERE "channelNo" = ${channelNo} ${order} LIMIT ${CHUNK})`,
  ]
}

/** All that carries a channel's number, besides the audit trail, which stays; what refers before what is referred to. */
const STEPS: readonly Step[] = [
  runItems,
  rowsOf('redelivery_runs', 'no'),
  bodies,
  rowsOf('delivery_events', 'eventId'),
  rowsOf('channel_deliveries', 'channelNo'),
  rowsOf('delivery_counts', 'width', 'startMs', 'state', 'redelivered'),
  rowsOf('attempt_facts', 'startedAtMs', 'id'),
  rowsOf('attempts', 'startedAtMs', 'id'),
  rowsOf('buckets', 'sendNo', 'width', 'startMs', 'purpose', 'reason'),
  rowsOf('duration_buckets', 'width', 'startMs', 'failed', 'bin'),
  rowsOf('minor_errors', 'sendNo', 'width', 'startMs', 'purpose', 'message'),
  rowsOf('imported_errors', 'minuteMs', 'reason'),
  rowsOf('import_periods', 'fromMs'),
  rowsOf('imports', 'no'),
  rowsOf('aggregation_periods', 'fromMs'),
  rowsOf('marks', 'no'),
  rowsOf('sends', 'no'),
  rowsOf('campaigns', 'no'),
  rowsOf('urls', 'no'),
  rowsOf('api_keys', 'id'),
  rowsOf('roles', 'userId'),
]

export type DeletedChannel = { no: number; id: string }

/** Channels that were deleted and whose rows are still there, oldest first. */
export async function findDeletedChannels(db: PrismaClient): Promise<DeletedChannel[]> {
  return db.channel.findMany({
    where: { deletedAtMs: { not: null } },
    select: { no: true, id: true },
    orderBy: { deletedAtMs: 'asc' },
  })
}

/**
 * Removes what a deleted channel left behind, all but its own row, a chunk in each transaction: whatever ends it, the
 * rest goes when it is called again.
 * @returns false when it was stopped before the end
 */
export async function purgeRows(writer: Writer, channelNo: number, stop: AbortSignal): Promise<boolean> {
  for (const step of STEPS) {
    let gone = CHUNK
    while (gone === CHUNK) {
      if (stop.aborted) return false
      const results = await writer.run((db) => step(db, channelNo))
      gone = Number(results.at(-1))
      // The writer settles in microtasks only; timers and sockets need their turn.
      await setImmediate()
    }
  }
  return true
}
