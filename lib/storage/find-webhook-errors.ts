import { causeAndDetail, END_OF_FAILURES, FIRST_FAILURE, reasonRangesOf } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import type { ErrorFilter } from '@/lib/domain/statistics/error-filter.ts'
import type { WebhookErrorRow } from '@/lib/domain/statistics/webhook-errors.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

/** Counted errors of a channel in `[fromMs, toMs)`, which begins and ends with a minute. */
export type WebhookErrorQuestion = { channelNo: number; fromMs: number; toMs: number; filter: ErrorFilter }

/**
 * Errors by minute, cause and detail, of the newest `minutes` minutes that have any; within a minute the one that began
 * last comes first. Read from buckets in the order of their key, so that a page costs the same wherever it lies.
 */
export async function findWebhookErrors(
  db: PrismaClient,
  question: WebhookErrorQuestion,
  minutes: number,
): Promise<WebhookErrorRow[]> {
  const { channelNo } = question
  const rows = await db.$queryRaw<
    Record<'minuteMs' | 'reason' | 'errors' | 'firstAtMs' | 'lastAtMs', bigint | number>[]
  >`WITH minutes AS (
      SELECT DISTINCT "startMs" FROM buckets WHERE ${errorsOf(question)} ORDER BY "startMs" DESC LIMIT ${minutes}
    )
    SELECT buckets."startMs" AS "minuteMs", buckets.reason, sum(buckets.attempts) AS errors,
      min(buckets."firstAtMs") AS "firstAtMs", max(buckets."lastAtMs") AS "lastAtMs"
    FROM minutes
    CROSS JOIN buckets ON buckets."channelNo" = ${channelNo} AND buckets."sendNo" = 0
      AND buckets.width = ${STORED_WIDTHS.minute} AND buckets."startMs" = minutes."startMs"
    WHERE ${chosen(question.filter)}
    GROUP BY buckets."startMs", buckets.reason
    ORDER BY buckets."startMs" DESC, min(buckets."firstAtMs") DESC, buckets.reason`
  return rows.flatMap((row) => {
    const named = causeAndDetail(Number(row.reason))
    if (named === null) return []
    return [
      {
        minuteMs: Number(row.minuteMs),
        ...named,
        errors: Number(row.errors),
        firstAtMs: Number(row.firstAtMs),
        lastAtMs: Number(row.lastAtMs),
      },
    ]
  })
}

/** How many rows and errors all of them are. */
export async function countWebhookErrors(
  db: PrismaClient,
  question: WebhookErrorQuestion,
): Promise<{ rows: number; errors: number }> {
  const [sums] = await db.$queryRaw<{ rows: bigint; errors: bigint | null }[]>`
    SELECT count(*) AS rows, sum(errors) AS errors FROM (
      SELECT sum(attempts) AS errors FROM buckets WHERE ${errorsOf(question)} GROUP BY "startMs", reason
    ) AS counted`
  return { rows: Number(sums?.rows ?? 0), errors: Number(sums?.errors ?? 0) }
}

function errorsOf({ channelNo, fromMs, toMs, filter }: WebhookErrorQuestion): Prisma.Sql {
  return Prisma.sql`buckets."channelNo" = ${channelNo} AND buckets."sendNo" = 0
    AND buckets.width = ${STORED_WIDTHS.minute}
    AND buckets."startMs" >= ${BigInt(fromMs)} AND buckets."startMs" < ${BigInt(toMs)} AND ${chosen(filter)}`
}

function chosen({ causes, reasons }: ErrorFilter): Prisma.Sql {
  const conditions = [Prisma.sql`buckets.reason >= ${FIRST_FAILURE} AND buckets.reason < ${END_OF_FAILURES}`]
  if (reasons.length > 0) conditions.push(Prisma.sql`buckets.reason IN (${Prisma.join([...reasons])})`)
  if (causes.length > 0) {
    const ranges = causes
      .flatMap(reasonRangesOf)
      .map(([from, to]) => Prisma.sql`buckets.reason >= ${from} AND buckets.reason < ${to}`)
    conditions.push(Prisma.sql`(${Prisma.join(ranges, ' OR ')})`)
  }
  return Prisma.join(conditions, ' AND ')
}
