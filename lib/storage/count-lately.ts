import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import { IMPORTED, purposeCode } from './codes.ts'
import type { PrismaClient } from './generated/client.ts'

/** `firstTries`: as many of the attempts are no redelivery. */
export type BucketTotal = { channelNo: number; startMs: number; reason: number; attempts: number; firstTries: number }

/** Counted attempts of each channel by hour and reason, in `[fromMs, toMs)`; one query over buckets. */
export function countByHour(
  db: PrismaClient,
  channelNos: readonly number[],
  fromMs: number,
  toMs: number,
): Promise<BucketTotal[]> {
  return count(db, channelNos, STORED_WIDTHS.hour, fromMs, toMs)
}

/** The same by minute. */
export function countByMinute(
  db: PrismaClient,
  channelNos: readonly number[],
  fromMs: number,
  toMs: number,
): Promise<BucketTotal[]> {
  return count(db, channelNos, STORED_WIDTHS.minute, fromMs, toMs)
}

async function count(
  db: PrismaClient,
  channelNos: readonly number[],
  width: number,
  fromMs: number,
  toMs: number,
): Promise<BucketTotal[]> {
  const rows = await db.$queryRaw<Record<keyof BucketTotal, bigint | number>[]>`
    SELECT buckets."channelNo", buckets."startMs", buckets.reason, sum(buckets.attempts) AS attempts,
      sum(CASE buckets.purpose WHEN ${purposeCode('delivery')} THEN buckets.attempts ELSE 0 END) AS "firstTries"
    FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel
    CROSS JOIN buckets ON buckets."channelNo" = channel.value AND buckets."sendNo" = 0 AND buckets.width = ${width}
      AND buckets.purpose <> ${IMPORTED} AND buckets."startMs" >= ${BigInt(fromMs)} AND buckets."startMs" < ${BigInt(toMs)}
    GROUP BY buckets."channelNo", buckets."startMs", buckets.reason`
  return rows.map(({ channelNo, startMs, reason, attempts, firstTries }) => ({
    channelNo: Number(channelNo),
    startMs: Number(startMs),
    reason: Number(reason),
    attempts: Number(attempts),
    firstTries: Number(firstTries),
  }))
}
