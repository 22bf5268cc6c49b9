import type { PeriodEnd } from '@/lib/domain/channel.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

/**
 * Opens a channel's aggregation period, unless one is open. It begins now, or where the last one ended if the clock was
 * set back meanwhile, so that periods, imported ones too, never overlap.
 */
export function openPeriod(db: PrismaClient, channelId: string, atMs: number, by: string): Query[] {
  return [
    db.$executeRaw`INSERT INTO aggregation_periods ("channelNo", "fromMs", "startedBy")
      SELECT no, max(${BigInt(atMs)},
        coalesce((SELECT max("toMs") FROM aggregation_periods WHERE "channelNo" = no), 0),
        coalesce((SELECT max("toMs") FROM import_periods WHERE "channelNo" = no), 0)), ${by}
      FROM channels WHERE id = ${channelId}
        AND NOT EXISTS (SELECT 1 FROM aggregation_periods WHERE "channelNo" = no AND "toMs" IS NULL)`,
  ]
}

/**
 * Closes a channel's open aggregation period. One that was opened in this very millisecond (or, by the clock, later)
 * covers no time at all and goes away.
 */
export function closePeriod(db: PrismaClient, channelId: string, atMs: number, by: string, reason: PeriodEnd): Query[] {
  const at = BigInt(atMs)
  return [
    db.$executeRaw`DELETE FROM aggregation_periods
      WHERE "channelNo" = (SELECT no FROM channels WHERE id = ${channelId}) AND "toMs" IS NULL AND "fromMs" >= ${at}`,
    db.$executeRaw`UPDATE aggregation_periods SET "toMs" = ${at}, "endedBy" = ${by}, "endReason" = ${reason}
      WHERE "channelNo" = (SELECT no FROM channels WHERE id = ${channelId}) AND "toMs" IS NULL`,
  ]
}
