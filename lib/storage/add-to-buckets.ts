import type { BucketCount, DurationCount } from '@/lib/domain/statistics/bucket-counts.ts'
import type { RawQueries } from './batch-connection.ts'
import { Prisma } from './generated/client.ts'
import { sendNoOrChannel } from './send-no.ts'
import type { Query } from './writer.ts'

/**
 * Adds counts to the buckets. A negative count takes away, and leaves first and last times to whoever took it.
 * `provided`: a condition without which nothing is added.
 */
export function addToBuckets(
  db: RawQueries,
  { buckets, durations }: { buckets: readonly BucketCount[]; durations: readonly DurationCount[] },
  provided: Prisma.Sql = Prisma.sql`true`,
): Query[] {
  return [
    ...(buckets.length === 0 ? [] : [addBuckets(db, buckets, provided)]),
    ...(durations.length === 0 ? [] : [addDurations(db, durations, provided)]),
  ]
}

function addBuckets(db: RawQueries, buckets: readonly BucketCount[], provided: Prisma.Sql): Query {
  const rows = buckets.map((bucket) => [
    bucket.channelNo,
    bucket.sendId,
    bucket.width,
    bucket.startMs,
    bucket.purpose,
    bucket.reason,
    bucket.attempts,
    bucket.firstAtMs,
    bucket.lastAtMs,
    bucket.campaignId,
  ])
  const send = sendNoOrChannel(Prisma.sql`value ->> 0`, Prisma.sql`value ->> 1`, Prisma.sql`value ->> 9`)
  return db.$executeRaw`INSERT INTO buckets
      ("channelNo", "sendNo", width, "startMs", purpose, reason, attempts, "firstAtMs", "lastAtMs")
    SELECT value ->> 0, ${send}, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
    FROM jsonb_each(${JSON.stringify(rows)}) WHERE ${provided}
    ON CONFLICT ("channelNo", "sendNo", width, "startMs", purpose, reason) DO UPDATE SET
      attempts = attempts + excluded.attempts,
      "firstAtMs" = min("firstAtMs", excluded."firstAtMs"),
      "lastAtMs" = max("lastAtMs", excluded."lastAtMs")`
}

function addDurations(db: RawQueries, durations: readonly DurationCount[], provided: Prisma.Sql): Query {
  const rows = durations.map((count) => [
    count.channelNo,
    count.width,
    count.startMs,
    count.failed,
    count.bin,
    count.attempts,
  ])
  return db.$executeRaw`INSERT INTO duration_buckets ("channelNo", width, "startMs", failed, bin, attempts)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    FROM jsonb_each(${JSON.stringify(rows)}) WHERE ${provided}
    ON CONFLICT ("channelNo", width, "startMs", failed, bin) DO UPDATE SET attempts = attempts + excluded.attempts`
}
