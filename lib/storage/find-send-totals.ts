import { END_OF_FAILURES, FIRST_FAILURE } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

/** What was counted; times are epoch milliseconds, null where nothing was. */
export type Totals = { sent: number; errors: number; firstAtMs: number | null; lastAtMs: number | null }

export type SendTotals = Totals & { no: number; sendId: string | null; campaignId: string | null; createdAtMs: number }
export type CampaignTotals = Totals & { no: number; campaignId: string; createdAtMs: number; sends: number }

type Page = { channelNo: number; beforeNo: number | null; limit: number }

type TotalsRow = Record<'sent' | 'errors' | 'firstAtMs' | 'lastAtMs', bigint | number | null>

const SUMS = Prisma.sql`sum(buckets.attempts) AS sent,
  sum(buckets.attempts) FILTER (WHERE buckets.reason >= ${FIRST_FAILURE} AND buckets.reason < ${END_OF_FAILURES}) AS errors,
  min(buckets."firstAtMs") AS "firstAtMs", max(buckets."lastAtMs") AS "lastAtMs"`

/** Of a channel's sends, or of one campaign's, those that were heard of last, each with what its day buckets come to. */
export async function findSendTotals(
  db: PrismaClient,
  { channelNo, beforeNo, limit, campaignId }: Page & { campaignId: string | null },
): Promise<SendTotals[]> {
  const before = beforeNo === null ? Prisma.empty : Prisma.sql`AND sends.no < ${beforeNo}`
  const chosen =
    campaignId === null
      ? Prisma.sql`sends INDEXED BY "sends_channelNo_idx" WHERE sends."channelNo" = ${channelNo}`
      : Prisma.sql`sends WHERE sends."campaignNo" IS NOT NULL AND sends."campaignNo" = (
          SELECT no FROM campaigns WHERE "channelNo" = ${channelNo} AND "campaignId" = ${campaignId})`
  const rows = await db.$queryRaw<
    ({ no: number; sendId: string | null; campaignId: string | null; createdAtMs: bigint } & TotalsRow)[]
  >`SELECT page.no, page."sendId", campaigns."campaignId", page."createdAtMs", ${SUMS}
    FROM (SELECT * FROM ${chosen} ${before} ORDER BY sends.no DESC LIMIT ${limit}) AS page
    LEFT JOIN campaigns ON campaigns.no = page."campaignNo"
    LEFT JOIN buckets ON ${ofSend(channelNo, Prisma.sql`page.no`)}
    GROUP BY page.no ORDER BY page.no DESC`
  return rows.map((row) => ({
    no: Number(row.no),
    sendId: row.sendId,
    campaignId: row.campaignId,
    createdAtMs: Number(row.createdAtMs),
    ...toTotals(row),
  }))
}

/** Of a channel's campaigns those that were heard of last, each with what its sends come to. */
export async function findCampaignTotals(
  db: PrismaClient,
  { channelNo, beforeNo, limit }: Page,
): Promise<CampaignTotals[]> {
  const before = beforeNo === null ? Prisma.empty : Prisma.sql`AND no < ${beforeNo}`
  const rows = await db.$queryRaw<
    ({ no: number; campaignId: string; createdAtMs: bigint; sends: bigint } & TotalsRow)[]
  >`SELECT page.no, page."campaignId", page."createdAtMs",
      count(DISTINCT CASE WHEN sends."sendId" IS NOT NULL THEN sends.no END) AS sends, ${SUMS}
    FROM (SELECT * FROM campaigns INDEXED BY "campaigns_channelNo_idx" WHERE "channelNo" = ${channelNo} ${before}
      ORDER BY no DESC LIMIT ${limit}) AS page
    LEFT JOIN sends ON sends."campaignNo" = page.no AND sends."campaignNo" IS NOT NULL
    LEFT JOIN buckets ON ${ofSend(channelNo, Prisma.sql`sends.no`)}
    GROUP BY page.no ORDER BY page.no DESC`
  return rows.map((row) => ({
    no: Number(row.no),
    campaignId: row.campaignId,
    createdAtMs: Number(row.createdAtMs),
    sends: Number(row.sends),
    ...toTotals(row),
  }))
}

function ofSend(channelNo: number, no: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`buckets."channelNo" = ${channelNo} AND buckets."sendNo" = ${no}
    AND buckets.width = ${STORED_WIDTHS.day}`
}

function toTotals({ sent, errors, firstAtMs, lastAtMs }: TotalsRow): Totals {
  return {
    sent: Number(sent ?? 0),
    errors: Number(errors ?? 0),
    firstAtMs: firstAtMs === null ? null : Number(firstAtMs),
    lastAtMs: lastAtMs === null ? null : Number(lastAtMs),
  }
}
