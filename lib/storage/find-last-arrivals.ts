import { END_OF_FAILURES, FIRST_FAILURE } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import { HOUR_MS } from '@/lib/domain/statistics/zone-days.ts'
import { purposeCode } from './codes.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

/** So many attempts that may not be counted are looked at for an arrival: some milliseconds, however many there are. */
const MOST_LOOKED_AT = 10_000

const ARRIVED = Prisma.sql`purpose <> ${purposeCode('verification')} AND NOT (reason >= ${FIRST_FAILURE} AND reason < ${END_OF_FAILURES})`

/**
 * When each channel's latest attempt that arrived began (a verification is none), at `fromMs` or later; absent: none did. From the buckets; where
 * the channel's statistics were off since, also from the newest attempts before they were on again. One query.
 */
export async function findLastArrivals(
  db: PrismaClient,
  channelNos: readonly number[],
  fromMs: number,
): Promise<Map<number, number>> {
  const from = BigInt(fromMs)
  const inHours = Prisma.sql`FROM buckets WHERE "channelNo" = channel.value AND "sendNo" = 0
    AND width = ${STORED_WIDTHS.hour} AND "startMs" > ${from - BigInt(HOUR_MS)} AND ${ARRIVED}`
  const rows = await db.$queryRaw<{ no: bigint; atMs: bigint | null }[]>`
    WITH known AS MATERIALIZED (
      SELECT channel.value AS no,
        max(${from} - 1, coalesce((SELECT max("lastAtMs") ${inHours}
          AND "startMs" = (SELECT "startMs" ${inHours} ORDER BY "startMs" DESC LIMIT 1)), 0)) AS "atMs",
        (SELECT max("fromMs") FROM aggregation_periods WHERE "channelNo" = channel.value) AS "onSinceMs"
      FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel)
    SELECT no, max("atMs", coalesce((SELECT max("startedAtMs") FROM (
        SELECT "startedAtMs", purpose, reason FROM attempts NOT INDEXED
        WHERE "channelNo" = known.no AND "startedAtMs" > known."atMs" AND "startedAtMs" < known."onSinceMs"
        ORDER BY "startedAtMs" DESC LIMIT ${MOST_LOOKED_AT})
      WHERE ${ARRIVED}), 0)) AS "atMs"
    FROM known`
  return new Map(rows.flatMap(({ no, atMs }) => (Number(atMs) < fromMs ? [] : [[Number(no), Number(atMs)]])))
}
