import type { StoredWidth } from '@/lib/domain/statistics/bars.ts'
import type { BarCount } from '@/lib/domain/statistics/error-timeline.ts'
import type { Purpose } from '@/lib/domain/taxonomy.ts'
import { IMPORTED, purposeCode } from './codes.ts'
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

type CountRow = Record<'at' | 'reason' | 'imported' | 'attempts' | 'firstAtMs' | 'lastAtMs', bigint | number>

const SUMS = Prisma.sql`buckets.reason, buckets.purpose = ${IMPORTED} AS imported, sum(buckets.attempts) AS attempts,
  min(buckets."firstAtMs") AS "firstAtMs", max(buckets."lastAtMs") AS "lastAtMs"`

/** Counted attempts by bar and reason, imported errors apart: one query over buckets, never over attempts. */
export async function countErrorsByBar(db: PrismaClient, question: BarQuestion): Promise<BarCount[]> {
  const { channelNo, sendNos, width, bounds, purpose } = question
  if (sendNos !== null) return countSendsByBar(db, { ...question, sendNos })
  const bars = JSON.stringify(bounds.slice(0, -1).map((startMs, bar) => [startMs, bounds[bar + 1]]))
  const rows = await db.$queryRaw<CountRow[]>`
    SELECT bars.key AS at, ${SUMS}
    FROM jsonb_each(${bars}) AS bars
    CROSS JOIN buckets ON buckets."channelNo" = ${channelNo} AND buckets."sendNo" = 0 AND buckets.width = ${width}
      AND buckets."startMs" >= bars.value ->> 0 AND buckets."startMs" < bars.value ->> 1 ${ofPurpose(purpose)}
    GROUP BY bars.key, buckets.reason, imported`
  return rows.map((row) => toCount(row, Number(row.at)))
}

/** One search for each send, not for each bar of each: a campaign may have thousands. */
async function countSendsByBar(
  db: PrismaClient,
  { channelNo, sendNos, width, bounds, purpose }: BarQuestion & { sendNos: readonly number[] },
): Promise<BarCount[]> {
  const rows = await db.$queryRaw<CountRow[]>`
    SELECT buckets."startMs" AS at, ${SUMS}
    FROM jsonb_each(${JSON.stringify(sendNos)}) AS sends
    CROSS JOIN buckets ON buckets."channelNo" = ${channelNo} AND buckets."sendNo" = sends.value
      AND buckets.width = ${width} AND buckets."startMs" >= ${BigInt(bounds[0] ?? 0)}
      AND buckets."startMs" < ${BigInt(bounds.at(-1) ?? 0)} ${ofPurpose(purpose)}
    GROUP BY buckets."startMs", buckets.reason ORDER BY buckets."startMs"`
  const counts = new Map<string, BarCount>()
  let bar = 0
  for (const row of rows) {
    while (Number(row.at) >= (bounds[bar + 1] ?? Number.POSITIVE_INFINITY)) bar += 1
    const count = toCount(row, bar)
    const key = `${bar} ${count.reason}`
    const known = counts.get(key)
    if (known === undefined) counts.set(key, count)
    else {
      known.attempts += count.attempts
      known.firstAtMs = Math.min(known.firstAtMs, count.firstAtMs)
      known.lastAtMs = Math.max(known.lastAtMs, count.lastAtMs)
    }
  }
  return [...counts.values()]
}

function ofPurpose(purpose: Purpose | null): Prisma.Sql {
  return purpose === null ? Prisma.empty : Prisma.sql`AND buckets.purpose = ${purposeCode(purpose)}`
}

function toCount(row: CountRow, bar: number): BarCount {
  return {
    bar,
    reason: Number(row.reason),
    attempts: Number(row.attempts),
    firstAtMs: Number(row.firstAtMs),
    lastAtMs: Number(row.lastAtMs),
    ...(Number(row.imported) === 1 ? { imported: true as const } : {}),
  }
}
