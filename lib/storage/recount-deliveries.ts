import { Prisma, type PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

/** Widths of delivery_counts: a minute and an hour. */
export const DELIVERY_COUNT_WIDTHS = [
  [1, 60_000],
  [2, 3_600_000],
] as const

/** What a channel's delivery counts must be. */
function recount(channelNo: number): Prisma.Sql {
  const ofWidths = DELIVERY_COUNT_WIDTHS.map(
    ([width, ms]) => Prisma.sql`SELECT ${width} AS width, "createdAtMs" - "createdAtMs" % ${ms} AS "startMs", state,
      attempts > 1 AS redelivered, count(*) AS deliveries
    FROM deliveries WHERE "channelNo" = ${channelNo} GROUP BY 2, 3, 4`,
  )
  return Prisma.join(ofWidths, ' UNION ALL ')
}

/** How many of a channel's delivery counts are not what its deliveries come to; in one statement, so of one moment. */
export async function countWrongDeliveryCounts(db: PrismaClient, channelNo: number): Promise<number> {
  const [row] = await db.$queryRaw<{ n: bigint }[]>`
    WITH expected AS (${recount(channelNo)}),
    stored AS (SELECT width, "startMs", state, redelivered, deliveries FROM delivery_counts
      WHERE "channelNo" = ${channelNo} AND deliveries <> 0)
    SELECT count(*) AS n FROM (
      SELECT width, "startMs", state, redelivered FROM (
        SELECT *, 1 AS side FROM expected UNION ALL SELECT *, -1 FROM stored)
      GROUP BY 1, 2, 3, 4 HAVING sum(side * deliveries) <> 0)`
  return Number(row?.n ?? 0)
}

/** Makes a channel's delivery counts what its deliveries come to. */
export function rebuildDeliveryCounts(db: PrismaClient, channelNo: number): Query[] {
  return [
    db.$executeRaw`DELETE FROM delivery_counts WHERE "channelNo" = ${channelNo}`,
    db.$executeRaw`INSERT INTO delivery_counts ("channelNo", width, "startMs", state, redelivered, deliveries)
      SELECT ${channelNo}, * FROM (${recount(channelNo)})`,
  ]
}
