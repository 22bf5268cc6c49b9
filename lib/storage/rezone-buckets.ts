import { hourOrMinuteFor, STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import { DAY_MS, wallClockBounds } from '@/lib/domain/statistics/zone-days.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

/**
 * The queries that make a channel's day buckets those of another zone, summed from hours, or from minutes where a day of
 * the zone does not begin on a full hour of UTC. Finer buckets are kept for ever, so that the days are exact.
 * Call it while nobody else writes, and send the queries in the transaction that changes the zone.
 */
export async function rezoneBuckets(db: PrismaClient, channelNo: number, zone: string): Promise<Query[]> {
  const [extent] = await db.$queryRaw<{ fromMs: bigint | null; toMs: bigint | null }[]>`
    SELECT min("firstAtMs") AS "fromMs", max("lastAtMs") AS "toMs" FROM buckets
    WHERE "channelNo" = ${channelNo} AND width = ${STORED_WIDTHS.day}`
  if (extent === undefined || extent.fromMs === null || extent.toMs === null) return []
  const bounds = wallClockBounds(zone, DAY_MS, Number(extent.fromMs), Number(extent.toMs) + 1)
  const width = hourOrMinuteFor(bounds)
  const days = JSON.stringify(bounds.slice(0, -1).map((startMs, day) => [startMs, bounds[day + 1]]))
  return [
    db.$executeRaw`DELETE FROM buckets WHERE "channelNo" = ${channelNo} AND width = ${STORED_WIDTHS.day}`,
    db.$executeRaw`DELETE FROM duration_buckets WHERE "channelNo" = ${channelNo} AND width = ${STORED_WIDTHS.day}`,
    db.$executeRaw`INSERT INTO buckets
        ("channelNo", "sendNo", width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs")
      SELECT finer."channelNo", finer."sendNo", ${STORED_WIDTHS.day}, days.value ->> 0, finer.purpose, finer.reason,
        sum(finer.attempts), min(finer."firstAtMs"), max(finer."lastAtMs")
      FROM (SELECT DISTINCT "sendNo" FROM buckets WHERE "channelNo" = ${channelNo}) AS sends
      CROSS JOIN jsonb_each(${days}) AS days
      CROSS JOIN buckets AS finer ON finer."channelNo" = ${channelNo} AND finer."sendNo" = sends."sendNo"
        AND finer.width = ${width} AND finer."startMs" >= days.value ->> 0 AND finer."startMs" < days.value ->> 1
      GROUP BY finer."sendNo", days.key, finer.purpose, finer.reason`,
    db.$executeRaw`INSERT INTO duration_buckets ("channelNo", width, "startMs", failed, bin, attempts)
      SELECT finer."channelNo", ${STORED_WIDTHS.day}, days.value ->> 0, finer.failed, finer.bin, sum(finer.attempts)
      FROM jsonb_each(${days}) AS days
      CROSS JOIN duration_buckets AS finer ON finer."channelNo" = ${channelNo} AND finer.width = ${width}
        AND finer."startMs" >= days.value ->> 0 AND finer."startMs" < days.value ->> 1
      GROUP BY days.key, finer.failed, finer.bin`,
  ]
}
