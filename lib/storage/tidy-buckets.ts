import { DELIVERED } from '@/lib/domain/reasons.ts'
import type { BucketCount, DurationCount } from '@/lib/domain/statistics/bucket-counts.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { sendNoOrChannel } from './send-no.ts'
import type { Query } from './writer.ts'

/**
 * After attempts were taken out of buckets: empty ones go, others begin later or end earlier. `buckets` and `durations`
 * are what was taken, all of one channel.
 */
export function tidyBuckets(
  db: PrismaClient,
  channelNo: number,
  { buckets, durations }: { buckets: readonly BucketCount[]; durations: readonly DurationCount[] },
): Query[] {
  if (buckets.length === 0) return []
  const failed = buckets.filter(({ reason }) => reason !== DELIVERED)
  const arrived = buckets.filter(({ reason }) => reason === DELIVERED)
  // The index holds failures alone, and is named because SQLite has no statistics to prefer it by.
  const amongFailures = Prisma.sql`INDEXED BY attempts_failed WHERE reason <> 0`
  const bins = JSON.stringify(durations.map(({ width, startMs, failed, bin }) => [width, startMs, failed, bin]))
  return [
    db.$executeRaw`DELETE FROM buckets WHERE attempts = 0 AND "channelNo" = ${channelNo}
      AND ("sendNo", width, "startMs", purpose, reason) IN (
        SELECT ${sendNo(channelNo)}, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        FROM jsonb_each(${rowsOf(buckets)}) AS taken)`,
    ...(failed.length === 0 ? [] : [narrow(db, channelNo, failed, amongFailures)]),
    ...(arrived.length === 0 ? [] : [narrow(db, channelNo, arrived, Prisma.sql`WHERE true`)]),
    db.$executeRaw`DELETE FROM duration_buckets WHERE attempts = 0 AND "channelNo" = ${channelNo}
      AND (width, "startMs", failed, bin) IN (
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM jsonb_each(${bins}))`,
  ]
}

function rowsOf(buckets: readonly BucketCount[]): string {
  return JSON.stringify(
    buckets.map(({ sendId, campaignId, width, startMs, purpose, reason, firstAtMs, lastAtMs, channelNo }) => [
      sendId,
      width,
      startMs,
      purpose,
      reason,
      firstAtMs,
      lastAtMs,
      channelNo,
      campaignId,
    ]),
  )
}

function sendNo(channelNo: number): Prisma.Sql {
  return sendNoOrChannel(Prisma.sql`${channelNo}`, Prisma.sql`taken.value ->> 0`, Prisma.sql`taken.value ->> 8`)
}

/**
 * Only an end that was taken is looked for anew, from there inwards: the other may be that of an attempt that was pruned
 * since, and a look from the end of a full day would be long.
 */
function narrow(db: PrismaClient, channelNo: number, buckets: readonly BucketCount[], among: Prisma.Sql): Query {
  const inBucket = Prisma.sql`FROM attempts ${among} AND attempts."channelNo" = ${channelNo}
    AND attempts."startedAtMs" >= buckets."firstAtMs" AND attempts."startedAtMs" <= buckets."lastAtMs"
    AND attempts.reason = buckets.reason AND attempts.purpose = buckets.purpose AND attempts.counted = 1
    AND (buckets."sendNo" = 0 OR attempts."sendNo" = buckets."sendNo")`
  const first = Prisma.sql`SELECT attempts."startedAtMs" ${inBucket} ORDER BY attempts."startedAtMs" LIMIT 1`
  const last = Prisma.sql`SELECT attempts."startedAtMs" ${inBucket} ORDER BY attempts."startedAtMs" DESC LIMIT 1`
  // The channel comes from the rows: were it given, SQLite would read all of its buckets and look for each in the rows.
  return db.$executeRaw`UPDATE buckets SET
      "firstAtMs" = CASE WHEN "firstAtMs" = taken.value ->> 5 THEN coalesce((${first}), "firstAtMs") ELSE "firstAtMs" END,
      "lastAtMs" = CASE WHEN "lastAtMs" = taken.value ->> 6 THEN coalesce((${last}), "lastAtMs") ELSE "lastAtMs" END
    FROM jsonb_each(${rowsOf(buckets)}) AS taken
    WHERE buckets."channelNo" = taken.value ->> 7 AND buckets."sendNo" = ${sendNo(channelNo)}
      AND buckets.width = taken.value ->> 1 AND buckets."startMs" = taken.value ->> 2
      AND buckets.purpose = taken.value ->> 3 AND buckets.reason = taken.value ->> 4`
}
