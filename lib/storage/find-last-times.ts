import { END_OF_FAILURES, FIRST_FAILURE } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import { IMPORTED } from './codes.ts'
import type { PrismaClient } from './generated/client.ts'

export type LastTimes = { lastAttemptAtMs: number | null; lastErrorAtMs: number | null }

/** When each channel's latest attempt (of any purpose, counted or not) and its latest counted error began; imported ones left out. */
export async function findLastTimes(db: PrismaClient, channelNos: readonly number[]): Promise<Map<number, LastTimes>> {
  const rows = await db.$queryRaw<{ no: bigint; lastAttemptAtMs: bigint | null; lastErrorAtMs: bigint | null }[]>`
    SELECT channel.value AS no,
      (SELECT max("startedAtMs") FROM attempts WHERE attempts."channelNo" = channel.value) AS "lastAttemptAtMs",
      (SELECT max(buckets."lastAtMs") FROM buckets
        WHERE buckets."channelNo" = channel.value AND buckets."sendNo" = 0 AND buckets.width = ${STORED_WIDTHS.day}
          AND buckets.purpose <> ${IMPORTED}
          AND buckets.reason >= ${FIRST_FAILURE} AND buckets.reason < ${END_OF_FAILURES}
          AND buckets."startMs" = (SELECT latest."startMs" FROM buckets AS latest
            WHERE latest."channelNo" = channel.value AND latest."sendNo" = 0 AND latest.width = ${STORED_WIDTHS.day}
              AND latest.purpose <> ${IMPORTED}
              AND latest.reason >= ${FIRST_FAILURE} AND latest.reason < ${END_OF_FAILURES}
            ORDER BY latest."startMs" DESC LIMIT 1)) AS "lastErrorAtMs"
    FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel`
  const numberOf = (value: bigint | null) => (value === null ? null : Number(value))
  return new Map(
    rows.map(({ no, lastAttemptAtMs, lastErrorAtMs }) => [
      Number(no),
      { lastAttemptAtMs: numberOf(lastAttemptAtMs), lastErrorAtMs: numberOf(lastErrorAtMs) },
    ]),
  )
}
