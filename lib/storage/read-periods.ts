import type { AggregationPeriod, PeriodEnd } from '@/lib/domain/channel.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { AggregationPeriod as PeriodRow, PrismaClient } from './generated/client.ts'

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
  return rows.map(toPeriod)
}

/** The stretches of a channel that imports claim and that reach into `[fromMs, toMs)`, or all of them, oldest first. */
export async function readImportPeriods(db: PrismaClient, channelNo: number, range?: TimeRange): Promise<TimeRange[]> {
  const inRange = range && { fromMs: { lt: BigInt(range.toMs) }, toMs: { gt: BigInt(range.fromMs) } }
  const rows = await db.importPeriod.findMany({ where: { channelNo, ...inRange }, orderBy: { fromMs: 'asc' } })
  return rows.map(({ fromMs, toMs }) => ({ fromMs: Number(fromMs), toMs: Number(toMs) }))
}

/** All periods of channels, oldest first, in one query; a channel that never had one is not in the map. */
export async function readPeriodsOfMany(
  db: PrismaClient,
  channelNos: readonly number[],
): Promise<Map<number, AggregationPeriod[]>> {
  const rows = await db.$queryRaw<
    PeriodRow[]
  >`SELECT periods.* FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel
    CROSS JOIN aggregation_periods AS periods ON periods."channelNo" = channel.value
    ORDER BY periods."channelNo", periods."fromMs"`
  const periods = new Map<number, AggregationPeriod[]>()
  for (const row of rows) {
    const channelNo = Number(row.channelNo)
    const ofChannel = periods.get(channelNo)
    if (ofChannel) ofChannel.push(toPeriod(row))
    else periods.set(channelNo, [toPeriod(row)])
  }
  return periods
}

function toPeriod({ fromMs, toMs, startedBy, endedBy, endReason }: PeriodRow): AggregationPeriod {
  return {
    fromMs: Number(fromMs),
    toMs: toMs === null ? null : Number(toMs),
    startedBy,
    endedBy,
    endReason: ENDS.find((known) => known === endReason) ?? null,
  }
}
