import { isFailure } from '@/lib/domain/reasons.ts'
import { type BucketCount, countAttempts, type DurationCount } from '@/lib/domain/statistics/bucket-counts.ts'
import { addToBuckets } from './add-to-buckets.ts'
import type { OutdatedAttempt } from './find-outdated.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { tidyBuckets } from './tidy-buckets.ts'
import type { Query, Writer } from './writer.ts'

/** An attempt and what newer rules say of it; often the same. */
export type JudgedAgain = { attempt: OutdatedAttempt; reason: number; processed: number }

/** Whose attempts, the zone of their days, and the version of the rules that judged. */
export type JudgedFor = { channelNo: number; zone: string; version: number }

/**
 * Writes newer judgements and moves what is counted from the old buckets to the new, in one transaction: all of it, or
 * nothing when the attempts or the channel's zone are no longer as they were read, because another process may write too.
 * @returns false when nothing was changed
 */
export async function judgeAgain(writer: Writer, judgedFor: JudgedFor, judged: JudgedAgain[]): Promise<boolean> {
  const { plus, minus } = movesOf(judgedFor, judged)
  const still = stillAsRead(judgedFor, judged)
  // The counts first: once the attempts are written, they are no longer as they were read.
  let at = 0
  const results = await writer.run((db) => {
    const counts = [...addToBuckets(db, plus, still), ...addToBuckets(db, negative(minus), still)]
    at = counts.length
    return [...counts, updateAttempts(db, judgedFor, judged, still), ...tidyBuckets(db, judgedFor.channelNo, minus)]
  })
  return Number(results[at]) === judged.length
}

type Counts = { buckets: BucketCount[]; durations: DurationCount[] }

/** What counted attempts add where they belong now, and what they no longer are where they were. */
function movesOf({ channelNo, zone }: JudgedFor, judged: readonly JudgedAgain[]): { plus: Counts; minus: Counts } {
  const moved = judged.filter(({ attempt, reason }) => attempt.counted && attempt.reason !== reason)
  const turned = moved.filter(({ attempt, reason }) => isFailure(attempt.reason) !== isFailure(reason))
  const now = ({ attempt, reason }: JudgedAgain) => ({ ...attempt, channelNo, zone, reason })
  const then = ({ attempt }: JudgedAgain) => ({ ...attempt, channelNo, zone })
  return {
    plus: { buckets: countAttempts(moved.map(now)).buckets, durations: countAttempts(turned.map(now)).durations },
    minus: { buckets: countAttempts(moved.map(then)).buckets, durations: countAttempts(turned.map(then)).durations },
  }
}

function negative({ buckets, durations }: Counts): Counts {
  const turn = <T extends { attempts: number }>(row: T): T => ({ ...row, attempts: -row.attempts })
  return { buckets: buckets.map(turn), durations: durations.map(turn) }
}

function rowsOf(channelNo: number, judged: readonly JudgedAgain[]): string {
  return JSON.stringify(
    judged.map(({ attempt, reason, processed }) => [
      attempt.startedAtMs,
      attempt.idHex,
      attempt.reason,
      reason,
      processed,
      channelNo,
    ]),
  )
}

function stillAsRead({ channelNo, zone, version }: JudgedFor, judged: readonly JudgedAgain[]): Prisma.Sql {
  return Prisma.sql`(SELECT timezone FROM channels WHERE no = ${channelNo} AND "deletedAtMs" IS NULL) = ${zone}
    AND (SELECT count(*) FROM jsonb_each(${rowsOf(channelNo, judged)}) AS read
      CROSS JOIN attempts AS old ON old."channelNo" = ${channelNo} AND old."startedAtMs" = read.value ->> 0
        AND old.id = unhex(read.value ->> 1)
      WHERE old."rulesVersion" < ${version} AND old.reason = read.value ->> 2) = ${judged.length}`
}

function updateAttempts(
  db: PrismaClient,
  { channelNo, version }: JudgedFor,
  judged: readonly JudgedAgain[],
  still: Prisma.Sql,
): Query {
  // The channel comes from the rows: were it given, SQLite would read all of the channel and look for each in the rows.
  return db.$executeRaw`UPDATE attempts
    SET reason = change.value ->> 3, processed = change.value ->> 4, "rulesVersion" = ${version}
    FROM jsonb_each(${rowsOf(channelNo, judged)}) AS change
    WHERE attempts."channelNo" = change.value ->> 5 AND attempts."startedAtMs" = change.value ->> 0
      AND attempts.id = unhex(change.value ->> 1) AND ${still}`
}
