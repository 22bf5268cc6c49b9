import { END_OF_FAILURES, FIRST_FAILURE, reasonRangesOf } from '@/lib/domain/reasons.ts'
import type { ErrorFilter } from '@/lib/domain/statistics/error-filter.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { packId } from './attempt-id.ts'
import { ATTEMPT_COLUMNS, ATTEMPT_JOINS, type AttemptRow } from './attempt-row.ts'
import { purposeCode } from './codes.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

export type AttemptFilter = ErrorFilter & {
  fromMs: number | null
  toMs: number | null
  /** 2 for 2xx, and so on. */
  statusClass: number | null
  purpose: Purpose | null
  state: 'delivered' | 'failed' | null
  webhookEventId: string | null
  /** Null: any. */
  sendNos: readonly number[] | null
}

/** Where a page ends: the key of its last row. */
export type AttemptKey = { startedAtMs: number; channelNo: number; idHex: string }

/** The newest attempts of one channel that fit and come after `after` in the order of newest first. */
export async function findAttempts(
  db: PrismaClient,
  channelNo: number,
  filter: AttemptFilter,
  { after, limit }: { after: AttemptKey | null; limit: number },
): Promise<AttemptRow[]> {
  const rows: AttemptRow[] = []
  for (const part of inOrderOfTime(filter)) {
    const conditions = [...readBy(channelNo, part), ...pickedBy(part)]
    if (after !== null) conditions.push(isAfter(after, channelNo))
    rows.push(
      ...(await db.$queryRaw<AttemptRow[]>`SELECT ${ATTEMPT_COLUMNS} FROM attempts ${indexFor(part)} ${ATTEMPT_JOINS}
        WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY attempts."startedAtMs" DESC, attempts.id DESC LIMIT ${limit}`),
    )
  }
  return rows.sort(newestFirst).slice(0, limit)
}

/** Of one channel. */
function newestFirst(a: AttemptRow, b: AttemptRow): number {
  return Number(b.startedAtMs - a.startedAtMs) || Buffer.compare(b.id, a.id)
}

/** `brought`: those that have the event not as their own, but whose delivery's body brought it among others. */
type Part = AttemptFilter & { brought?: boolean }

/** A part for each index that leads to some of what is sought. */
function partsOf(filter: AttemptFilter): Part[] {
  return filter.webhookEventId === null ? [filter] : [filter, { ...filter, brought: true }]
}

/** Also one for each send: the index has one send's attempts in the order of time, and those of several would be sorted. */
function inOrderOfTime(filter: AttemptFilter): Part[] {
  if (filter.sendNos === null || filter.webhookEventId !== null) return partsOf(filter)
  return filter.sendNos.map((sendNo) => ({ ...filter, sendNos: [sendNo] }))
}

/**
 * How many attempts of one channel fit, of the newest `most` that an index leads to: `looked` says how many those were,
 * so that nobody counts millions to write a number above a list.
 */
export async function countAttempts(
  db: PrismaClient,
  channelNo: number,
  filter: AttemptFilter,
  most: number,
): Promise<{ looked: number; fitting: number }> {
  const counted = { looked: 0, fitting: 0 }
  const fits = [Prisma.sql`1`, ...pickedBy(filter)]
  // The other indexes are not in the order of time: sorting would read all that they lead to.
  const isInOrder = filter.webhookEventId === null && filter.sendNos === null
  for (const part of partsOf(filter)) {
    const read = Prisma.join(readBy(channelNo, part), ' AND ')
    const [row] = await db.$queryRaw<Record<'looked' | 'fitting', bigint | number>[]>`
      SELECT count(*) AS looked, coalesce(sum(read.fits), 0) AS fitting
      FROM (
        SELECT ${Prisma.join(fits, ' AND ')} AS fits FROM attempts ${indexFor(part)} WHERE ${read}
        ${isInOrder ? Prisma.sql`ORDER BY attempts."startedAtMs" DESC` : Prisma.empty} LIMIT ${most}
      ) AS read`
    counted.looked += Number(row?.looked ?? 0)
    counted.fitting += Number(row?.fitting ?? 0)
  }
  return counted
}

/** Named, not left to the planner, which has no statistics and would read a whole channel for a rare failure. */
function indexFor(filter: Part): Prisma.Sql {
  if (filter.brought) return Prisma.sql`INDEXED BY "attempts_deliveryNo"`
  if (filter.webhookEventId !== null) return Prisma.sql`INDEXED BY "attempts_webhookEventId"`
  if (filter.sendNos !== null) return Prisma.sql`INDEXED BY "attempts_sendNo"`
  if (filter.purpose === 'verification') return Prisma.sql`INDEXED BY attempts_verification`
  return failuresOnly(filter) ? Prisma.sql`INDEXED BY attempts_failed` : Prisma.sql`NOT INDEXED`
}

function failuresOnly({ state, causes, reasons, statusClass }: AttemptFilter): boolean {
  return state === 'failed' || causes.length > 0 || reasons.length > 0 || (statusClass !== null && statusClass !== 2)
}

/** What the index of `indexFor` narrows to. */
function readBy(channelNo: number, filter: Part): Prisma.Sql[] {
  const { fromMs, toMs, purpose, webhookEventId, sendNos } = filter
  const conditions = [Prisma.sql`attempts."channelNo" = ${channelNo}`]
  const add = (condition: Prisma.Sql) => conditions.push(condition)
  if (fromMs !== null) add(Prisma.sql`attempts."startedAtMs" >= ${BigInt(fromMs)}`)
  if (toMs !== null) add(Prisma.sql`attempts."startedAtMs" < ${BigInt(toMs)}`)
  // Spelled as the partial indexes spell it, or SQLite does not see that they apply.
  if (failuresOnly(filter)) add(Prisma.sql`attempts.reason <> 0`)
  if (purpose === 'verification') add(Prisma.sql`attempts.purpose = 2`)
  if (webhookEventId !== null) {
    const eventId = new Uint8Array(packId(webhookEventId))
    if (filter.brought) {
      add(Prisma.sql`attempts."deliveryNo" IN (SELECT "deliveryNo" FROM delivery_events
        WHERE "channelNo" = ${channelNo} AND "eventId" = ${eventId}) AND attempts."deliveryNo" IS NOT NULL`)
      add(Prisma.sql`attempts."webhookEventId" IS NOT ${eventId}`)
    } else add(Prisma.sql`attempts."webhookEventId" = ${eventId}`)
  }
  if (sendNos !== null) {
    const [only] = sendNos
    add(
      sendNos.length === 1
        ? Prisma.sql`attempts."sendNo" = ${only}`
        : Prisma.sql`attempts."sendNo" IN (SELECT value FROM jsonb_each(${JSON.stringify(sendNos)}))`,
    )
    add(Prisma.sql`attempts."sendNo" IS NOT NULL`)
  }
  return conditions
}

/** What is looked for among those. */
function pickedBy(filter: AttemptFilter): Prisma.Sql[] {
  const { statusClass, purpose, state, reasons, causes } = filter
  const conditions: Prisma.Sql[] = []
  const add = (condition: Prisma.Sql) => conditions.push(condition)
  if (failuresOnly(filter))
    add(Prisma.sql`attempts.reason >= ${FIRST_FAILURE} AND attempts.reason < ${END_OF_FAILURES}`)
  if (state === 'delivered') {
    add(Prisma.sql`NOT (attempts.reason >= ${FIRST_FAILURE} AND attempts.reason < ${END_OF_FAILURES})`)
  }
  if (reasons.length > 0) add(Prisma.sql`attempts.reason IN (${Prisma.join([...reasons])})`)
  if (causes.length > 0) {
    const ranges = causes.flatMap(reasonRangesOf)
    const inRange = ranges.map(([from, to]) => Prisma.sql`attempts.reason >= ${from} AND attempts.reason < ${to}`)
    add(Prisma.sql`(${Prisma.join(inRange, ' OR ')})`)
  }
  if (statusClass !== null) {
    add(Prisma.sql`attempts.status >= ${statusClass * 100} AND attempts.status < ${statusClass * 100 + 100}`)
  }
  if (purpose !== null && purpose !== 'verification') add(Prisma.sql`attempts.purpose = ${purposeCode(purpose)}`)
  return conditions
}

/** Newest first; of one millisecond, higher channels and ids first. */
function isAfter({ startedAtMs, channelNo: last, idHex }: AttemptKey, channelNo: number): Prisma.Sql {
  const at = BigInt(startedAtMs)
  if (channelNo < last) return Prisma.sql`attempts."startedAtMs" <= ${at}`
  if (channelNo > last) return Prisma.sql`attempts."startedAtMs" < ${at}`
  const id = new Uint8Array(Buffer.from(idHex, 'hex'))
  return Prisma.sql`(attempts."startedAtMs", attempts.id) < (${at}, ${id})`
}
