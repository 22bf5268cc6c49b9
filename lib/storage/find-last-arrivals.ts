import { END_OF_FAILURES, FIRST_FAILURE } from '@/lib/domain/reasons.ts'
import type { PrismaClient } from './generated/client.ts'

/** When each channel's latest first try that arrived began, at `fromMs` or later; absent: none did. One query. */
export async function findLastArrivals(
  db: PrismaClient,
  channelNos: readonly number[],
  fromMs: number,
): Promise<Map<number, number>> {
  const rows = await db.$queryRaw<{ no: bigint; atMs: bigint | null }[]>`
    SELECT channel.value AS no,
      (SELECT "startedAtMs" FROM attempts NOT INDEXED
        WHERE "channelNo" = channel.value AND "startedAtMs" >= ${BigInt(fromMs)} AND purpose = 0
          AND NOT (reason >= ${FIRST_FAILURE} AND reason < ${END_OF_FAILURES})
        ORDER BY "startedAtMs" DESC LIMIT 1) AS "atMs"
    FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel`
  return new Map(rows.flatMap(({ no, atMs }) => (atMs === null ? [] : [[Number(no), Number(atMs)]])))
}
