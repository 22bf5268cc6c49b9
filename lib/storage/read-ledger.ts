import type { DeliveryState } from '@/lib/domain/delivery.ts'
import type { Ledger } from './check-ledger.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

const HOUR_MS = 3_600_000

/**
 * What has become of the deliveries that a channel accepted in `[fromMs, toMs)`, both whole minutes; null: of all. Whole
 * hours from the counts of hours, the rest from those of minutes, never from deliveries.
 */
export async function readLedger(
  db: PrismaClient,
  channelNo: number,
  window: { fromMs: number; toMs: number } | null,
): Promise<Ledger> {
  const rows = await db.$queryRaw<{ state: string; deliveries: bigint }[]>`
    SELECT state, sum(deliveries) AS deliveries FROM delivery_counts
    WHERE "channelNo" = ${channelNo} AND (${window === null ? Prisma.sql`width = 2` : within(window)}) GROUP BY state`
  const counted = new Map(rows.map(({ state, deliveries }) => [state, Number(deliveries)]))
  const of = (state: DeliveryState) => counted.get(state) ?? 0
  const ledger = { delivered: of('delivered'), pending: of('pending'), failed: of('failed'), skipped: of('skipped') }
  return { accepted: ledger.delivered + ledger.pending + ledger.failed + ledger.skipped, ...ledger }
}

function within({ fromMs, toMs }: { fromMs: number; toMs: number }): Prisma.Sql {
  const hoursFromMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS
  const hoursToMs = Math.floor(toMs / HOUR_MS) * HOUR_MS
  if (hoursFromMs >= hoursToMs) return stretch(1, fromMs, toMs)
  const parts = [stretch(1, fromMs, hoursFromMs), stretch(2, hoursFromMs, hoursToMs), stretch(1, hoursToMs, toMs)]
  return Prisma.join(parts, ' OR ')
}

function stretch(width: number, fromMs: number, toMs: number): Prisma.Sql {
  return Prisma.sql`(width = ${width} AND "startMs" >= ${BigInt(fromMs)} AND "startMs" < ${BigInt(toMs)})`
}
