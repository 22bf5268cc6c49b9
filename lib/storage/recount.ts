import { END_OF_FAILURES, FIRST_FAILURE } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS, type StoredWidth } from '@/lib/domain/statistics/bars.ts'
import { binSql } from '@/lib/domain/statistics/duration-bins.ts'
import { HOUR_MS, MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { IMPORTED } from './codes.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

/**
 * A stretch whose buckets are recounted from attempts and imported rows: a day of UTC holds whole minutes and hours, a day of the
 * channel's zone is a whole day bucket. `sendNo` 0: the whole channel.
 */
export type RecountScope = {
  channelNo: number
  sendNo: number
  days: 'utc' | 'zone'
  /** The channel's zone when the days were made out. */
  zone: string
  startMs: number
  endMs: number
}

export type BucketDifference = {
  table: 'buckets' | 'duration_buckets'
  channelNo: number
  sendNo: number
  width: StoredWidth
  startMs: number
  /** Purpose and reason, or failed and bin. */
  key: [number, number]
  /** Recounted, and stored; null: no such bucket. */
  expected: number | null
  stored: number | null
}

const { minute, hour, day } = STORED_WIDTHS

function attemptsOf({ channelNo, sendNo, startMs, endMs }: RecountScope): Prisma.Sql {
  const ofSend = sendNo === 0 ? Prisma.empty : Prisma.sql`AND "sendNo" = ${sendNo} AND "sendNo" IS NOT NULL`
  return Prisma.sql`FROM attempts WHERE "channelNo" = ${channelNo} ${ofSend}
    AND "startedAtMs" >= ${BigInt(startMs)} AND "startedAtMs" < ${BigInt(endMs)} AND counted = 1`
}

/** What imports add: they belong to no send. */
function importedOf({ channelNo, sendNo, startMs, endMs }: RecountScope): Prisma.Sql {
  return Prisma.sql`FROM imported_errors WHERE ${sendNo} = 0 AND "channelNo" = ${channelNo}
    AND "minuteMs" >= ${BigInt(startMs)} AND "minuteMs" < ${BigInt(endMs)}`
}

/** `(width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs")` as they must be. */
function expectedBuckets(scope: RecountScope): Prisma.Sql {
  const totals = Prisma.sql`count(*) AS attempts, min("startedAtMs") AS "firstAtMs", max("startedAtMs") AS "lastAtMs"`
  if (scope.days === 'zone') {
    return Prisma.sql`WITH expected AS (SELECT ${day} AS width, ${BigInt(scope.startMs)} AS "startMs", purpose, reason,
      ${totals} ${attemptsOf(scope)} GROUP BY purpose, reason
      UNION ALL
      SELECT ${day}, ${BigInt(scope.startMs)}, ${IMPORTED}, reason, sum(errors), min("firstAtMs"), max("lastAtMs")
      ${importedOf(scope)} GROUP BY reason)`
  }
  return Prisma.sql`WITH minutes AS MATERIALIZED (
      SELECT "startedAtMs" - "startedAtMs" % ${MINUTE_MS} AS "startMs", purpose, reason, ${totals}
      ${attemptsOf(scope)} GROUP BY 1, 2, 3
      UNION ALL
      SELECT "minuteMs", ${IMPORTED}, reason, errors, "firstAtMs", "lastAtMs" ${importedOf(scope)}),
    expected AS (
      SELECT ${minute} AS width, * FROM minutes
      UNION ALL
      SELECT ${hour}, "startMs" - "startMs" % ${HOUR_MS}, purpose, reason,
        sum(attempts), min("firstAtMs"), max("lastAtMs") FROM minutes GROUP BY 2, 3, 4)`
}

const failed = Prisma.sql`(reason >= ${FIRST_FAILURE} AND reason < ${END_OF_FAILURES})`
const bin = Prisma.raw(binSql('"durationMs"'))

/** `(width, "startMs", failed, bin, attempts)` as they must be. */
function expectedDurations(scope: RecountScope): Prisma.Sql {
  if (scope.days === 'zone') {
    return Prisma.sql`WITH expected AS (SELECT ${day} AS width, ${BigInt(scope.startMs)} AS "startMs",
      ${failed} AS failed, ${bin} AS bin, count(*) AS attempts ${attemptsOf(scope)} GROUP BY 3, 4)`
  }
  return Prisma.sql`WITH minutes AS MATERIALIZED (
      SELECT "startedAtMs" - "startedAtMs" % ${MINUTE_MS} AS "startMs", ${failed} AS failed, ${bin} AS bin,
        count(*) AS attempts ${attemptsOf(scope)} GROUP BY 1, 2, 3),
    expected AS (
      SELECT ${minute} AS width, * FROM minutes
      UNION ALL
      SELECT ${hour}, "startMs" - "startMs" % ${HOUR_MS}, failed, bin, sum(attempts) FROM minutes GROUP BY 2, 3, 4)`
}

function widthsOf({ days }: RecountScope): Prisma.Sql {
  return days === 'zone' ? Prisma.sql`width = ${day}` : Prisma.sql`width IN (${minute}, ${hour})`
}

function inScope(scope: RecountScope): Prisma.Sql {
  return Prisma.sql`"channelNo" = ${scope.channelNo} AND ${widthsOf(scope)}
    AND "startMs" >= ${BigInt(scope.startMs)} AND "startMs" < ${BigInt(scope.endMs)}`
}

type DifferenceRow = Record<'width' | 'startMs' | 'one' | 'other', bigint | number> &
  Record<'expected' | 'stored', bigint | number | null>

/** Where buckets are not what a recount gives; each table in one statement, so that a running server does not disturb. */
export async function findDifferences(db: PrismaClient, scope: RecountScope): Promise<BucketDifference[]> {
  // Grouped, not joined: SQLite has no index for a full join of two recounts and would compare each row with each.
  const buckets = await db.$queryRaw<DifferenceRow[]>`${expectedBuckets(scope)},
    stored AS (SELECT width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs" FROM buckets
      WHERE ${inScope(scope)} AND "sendNo" = ${scope.sendNo}),
    sides AS (
      SELECT width, "startMs", purpose, reason, attempts AS expected, NULL AS stored, "firstAtMs" AS first, NULL AS first2,
        "lastAtMs" AS last, NULL AS last2 FROM expected
      UNION ALL
      SELECT width, "startMs", purpose, reason, NULL, attempts, NULL, "firstAtMs", NULL, "lastAtMs" FROM stored)
    SELECT width, "startMs" AS "startMs", purpose AS one, reason AS other,
      max(expected) AS expected, max(stored) AS stored
    FROM sides GROUP BY width, "startMs", purpose, reason
    HAVING max(expected) IS NOT max(stored) OR max(first) IS NOT max(first2) OR max(last) IS NOT max(last2)`
  const found = buckets.map((row) => toDifference('buckets', scope, row))
  if (scope.sendNo !== 0) return found
  const durations = await db.$queryRaw<DifferenceRow[]>`${expectedDurations(scope)},
    stored AS (SELECT width, "startMs", failed, bin, attempts FROM duration_buckets WHERE ${inScope(scope)}),
    sides AS (
      SELECT width, "startMs", failed, bin, attempts AS expected, NULL AS stored FROM expected
      UNION ALL SELECT width, "startMs", failed, bin, NULL, attempts FROM stored)
    SELECT width, "startMs" AS "startMs", failed AS one, bin AS other,
      max(expected) AS expected, max(stored) AS stored
    FROM sides GROUP BY width, "startMs", failed, bin HAVING max(expected) IS NOT max(stored)`
  return [...found, ...durations.map((row) => toDifference('duration_buckets', scope, row))]
}

/**
 * Makes the buckets what a recount gives, unless the channel's zone was changed meanwhile: then its days are others, and
 * fresh. The first query writes, so that a running server is waited for.
 */
export function rebuildScope(db: PrismaClient, scope: RecountScope): Query[] {
  const { channelNo, sendNo } = scope
  const still = Prisma.sql`(SELECT timezone FROM channels WHERE no = ${channelNo}) = ${scope.zone}`
  const buckets = [
    db.$executeRaw`DELETE FROM buckets WHERE ${inScope(scope)} AND "sendNo" = ${sendNo} AND ${still}`,
    db.$executeRaw`INSERT INTO buckets
        ("channelNo", "sendNo", width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs")
      ${expectedBuckets(scope)} SELECT ${channelNo}, ${sendNo}, * FROM expected WHERE ${still}`,
  ]
  if (sendNo !== 0) return buckets
  return [
    ...buckets,
    db.$executeRaw`DELETE FROM duration_buckets WHERE ${inScope(scope)} AND ${still}`,
    db.$executeRaw`INSERT INTO duration_buckets ("channelNo", width, "startMs", failed, bin, attempts)
      ${expectedDurations(scope)} SELECT ${channelNo}, * FROM expected WHERE ${still}`,
  ]
}

function toDifference(table: BucketDifference['table'], scope: RecountScope, row: DifferenceRow): BucketDifference {
  const { channelNo, sendNo } = scope
  return {
    table,
    channelNo,
    sendNo,
    width: Number(row.width) as StoredWidth,
    startMs: Number(row.startMs),
    key: [Number(row.one), Number(row.other)],
    expected: row.expected === null ? null : Number(row.expected),
    stored: row.stored === null ? null : Number(row.stored),
  }
}
