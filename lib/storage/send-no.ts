import { Prisma } from './generated/client.ts'

/** What an attempt or a delivery is counted under besides its channel; all null: nothing. */
export type SendName = { channelNo: number; sendId: string | null; campaignId: string | null }

/**
 * The number of a send: of this id, or without one, what this campaign sent without a send of its own. NULL where both are
 * NULL. Each argument is the SQL of a value.
 */
export function sendNo(channelNo: Prisma.Sql, sendId: Prisma.Sql, campaignId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN ${sendId} IS NOT NULL
      THEN (SELECT named.no FROM sends AS named WHERE named."channelNo" = ${channelNo} AND named."sendId" = ${sendId})
    WHEN ${campaignId} IS NOT NULL
      THEN (SELECT own.no FROM campaigns AS known
        CROSS JOIN sends AS own ON own."campaignNo" = known.no AND own."sendId" IS NULL
        WHERE known."channelNo" = ${channelNo} AND known."campaignId" = ${campaignId}) END`
}

/** The same for tables in which 0 is the whole channel. */
export function sendNoOrChannel(channelNo: Prisma.Sql, sendId: Prisma.Sql, campaignId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${sendId} IS NULL AND ${campaignId} IS NULL THEN 0
    ELSE ${sendNo(channelNo, sendId, campaignId)} END`
}
