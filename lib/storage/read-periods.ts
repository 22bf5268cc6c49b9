import type { AggregationPeriod, PeriodEnd } from '@/lib/domain/channel.ts'
import type { PrismaClient } from './generated/client.ts'

const ENDS: readonly PeriodEnd[] = ['statistics_off', 'use_webhook_off', 'deleted']

/** A channel's aggregation periods that reach into `[fromMs, toMs)`, or all of them, oldest first. */
export async function readPeriods(
  db: PrismaClient,
  channelNo: number,
  range?: { fromMs: number; toMs: number },
): Promise<AggregationPeriod[]> {
  const inRange = range && {
    fromMs: { lt: BigInt(range.toMs) },
    OR: [{ toMs: null }, { toMs: { gt: BigInt(range.fromMs) } }],
  }
  const rows = await db.aggregationPeriod.findMany({ where: { channelNo, ...inRange }, orderBy: { fromMs: 'asc' } })
  return rows.map(({ fromMs, toMs, startedBy, endedBy, endReason }) => ({
    fromMs: Number(fromMs),
    toMs: toMs === null ? null : Number(toMs),
    startedBy,
    endedBy,
    endReason: ENDS.find((known) => known === endReason) ?? null,
  }))
}
