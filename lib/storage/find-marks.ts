import { MARK_KINDS, type Mark } from '@/lib/domain/mark.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { PrismaClient } from './generated/client.ts'

/** A channel's marks in a range, oldest first. */
export async function findMarks(db: PrismaClient, channelNo: number, range: TimeRange): Promise<Mark[]> {
  const rows = await db.mark.findMany({
    where: { channelNo, atMs: { gte: BigInt(range.fromMs), lt: BigInt(range.toMs) } },
    orderBy: [{ atMs: 'asc' }, { no: 'asc' }],
  })
  return rows.flatMap(({ atMs, kind, label }) => {
    const known = MARK_KINDS.find((one) => one === kind)
    return known === undefined ? [] : [{ atMs: Number(atMs), kind: known, label }]
  })
}
