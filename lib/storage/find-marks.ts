import { MARK_KINDS, type Mark } from '@/lib/domain/mark.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { Mark as MarkRow, PrismaClient } from './generated/client.ts'

/** More than a chart can show or anybody reads. */
const MOST_MARKS = 1_000

/** A channel's marks in a range, oldest first; of more than 1,000 the newest. */
export async function findMarks(db: PrismaClient, channelNo: number, range: TimeRange): Promise<Mark[]> {
  const rows = await db.mark.findMany({
    where: { channelNo, atMs: { gte: BigInt(range.fromMs), lt: BigInt(range.toMs) } },
    orderBy: [{ atMs: 'desc' }, { no: 'desc' }],
    take: MOST_MARKS,
  })
  return rows.reverse().flatMap(toMark)
}

/** The newest of a channel's marks that somebody set, newest first. */
export async function findSetMarks(db: PrismaClient, channelNo: number, most: number): Promise<Mark[]> {
  const rows = await db.mark.findMany({
    where: { channelNo, id: { not: null } },
    orderBy: [{ atMs: 'desc' }, { no: 'desc' }],
    take: most,
  })
  return rows.flatMap(toMark)
}

/** The mark that was set with this key, or null. */
export async function findMarkByKey(db: PrismaClient, channelNo: number, idempotencyKey: string): Promise<Mark | null> {
  const row = await db.mark.findFirst({ where: { channelNo, idempotencyKey } })
  return row === null ? null : (toMark(row)[0] ?? null)
}

/** The mark of this id that somebody set, or null. */
export async function findMarkById(db: PrismaClient, channelNo: number, id: string): Promise<Mark | null> {
  const row = await db.mark.findFirst({ where: { channelNo, id } })
  return row === null ? null : (toMark(row)[0] ?? null)
}

function toMark({ atMs, kind, label, id }: MarkRow): Mark[] {
  const known = MARK_KINDS.find((one) => one === kind)
  return known === undefined ? [] : [{ atMs: Number(atMs), kind: known, label, ...(id === null ? {} : { id }) }]
}
