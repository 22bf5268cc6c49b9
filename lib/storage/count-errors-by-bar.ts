import type { StoredWidth } from '@/lib/domain/statistics/bars.ts'
import type { BarCount } from '@/lib/domain/statistics/error-timeline.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { purposeCode } from './codes.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

export type BarQuestion = {
  channelNo: number
  /** Null: the whole channel. Else the sends whose attempts are counted. */
  sendNos: readonly number[] | null
  width: StoredWidth
  /** n + 1 instants for n bars, each the beginning of a stored bucket of that width. */
  bounds: readonly number[]
  purpose: Purpose | null
}

/** Counted attempts by bar and reason: one query over buckets, never over attempts. */
export async function countErrorsByBar(db: PrismaClient, question: BarQuestion): Promise<BarCount[]> {
  const { channelNo, sendNos, width, bounds, purpose } = question
  const bars = JSON.stringify(bounds.slice(0, -1).map((startMs, bar) => [startMs, bounds[bar + 1]]))
  const ofPurpose = purpose === null ? Prisma.empty : Prisma.sql`AND buckets.purpose = ${purposeCode(purpose)}`
  const rows = await db.$queryRaw<Record<'bar' | 'reason' | 'attempts' | 'firstAtMs' | 'lastAtMs', bigint | number>[]>`
    SELECT bars.key AS bar, buckets.reason, sum(buckets.attempts) AS attempts,
      min(buckets."firstAtMs") AS "firstAtMs", max(buckets."lastAtMs") AS "lastAtMs"
    FROM jsonb_each(${bars}) AS bars
    CROSS JOIN jsonb_each(${JSON.stringify(sendNos ?? [0])}) AS sends
    CROSS JOIN buckets ON buckets."channelNo" = ${channelNo} AND buckets."sendNo" = sends.value
      AND buckets.width = ${width}
      AND buckets."startMs" >= bars.value ->> 0 AND buckets."startMs" < bars.value ->> 1 ${ofPurpose}
    GROUP BY bars.key, buckets.reason`
  return rows.map((row) => ({
    bar: Number(row.bar),
    reason: Number(row.reason),
    attempts: Number(row.attempts),
    firstAtMs: Number(row.firstAtMs),
    lastAtMs: Number(row.lastAtMs),
  }))
}
