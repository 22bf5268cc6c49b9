import type { DeliverySource, DeliveryState } from '@/lib/domain/delivery.ts'
import { packId } from './attempt-id.ts'
import { DELIVERY_COLUMNS, DELIVERY_JOINS, type DeliveryRow } from './delivery-row.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'

/** Where a page ends: the key of its last row. */
export type DeliveryKey = { createdAtMs: number; no: number }

export type DeliveryFilter = {
  channelNo: number
  /** Any of these; empty or absent: all. */
  states?: readonly DeliveryState[]
  reasons?: readonly string[]
  fromMs?: number
  toMs?: number
  source?: DeliverySource
  webhookEventId?: string
  /** Absent or null: any. */
  sendNos?: readonly number[] | null
  /** Those that come after this one in the order of newest first. */
  before?: DeliveryKey
  limit: number
}

/** Deliveries of one channel that fit, newest first. */
export async function findDeliveries(db: PrismaClient, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  const rows: DeliveryRow[] = []
  for (const part of partsOf(filter)) {
    const conditions = Prisma.join([...part.conditions, ...conditionsOf(filter)], ' AND ')
    rows.push(
      ...(await db.$queryRaw<DeliveryRow[]>`SELECT ${DELIVERY_COLUMNS} FROM deliveries ${part.index} ${DELIVERY_JOINS}
        WHERE ${conditions} ORDER BY deliveries."createdAtMs" DESC, deliveries.no DESC LIMIT ${filter.limit}`),
    )
  }
  return rows.sort((a, b) => Number(b.createdAtMs - a.createdAtMs) || b.no - a.no).slice(0, filter.limit)
}

type Part = { index: Prisma.Sql; conditions: Prisma.Sql[] }

/**
 * Each part by an index of its own, named, not left to the planner, which has no statistics and would read a whole
 * channel for the few that failed. Only what has not arrived has a reason.
 */
function partsOf({ states = [], reasons = [], webhookEventId, sendNos = null, channelNo }: DeliveryFilter): Part[] {
  if (webhookEventId !== undefined) {
    return [{ index: Prisma.empty, conditions: [broughtIt(channelNo, webhookEventId), ...isIn('state', states)] }]
  }
  if (sendNos !== null) {
    return sendNos.map((sendNo) => ({
      index: Prisma.sql`INDEXED BY "deliveries_sendNo"`,
      conditions: [Prisma.sql`deliveries."sendNo" = ${sendNo}`, ...isIn('state', states)],
    }))
  }
  const wanted = states.length === 0 && reasons.length > 0 ? (['pending', 'failed', 'skipped'] as const) : states
  if (wanted.length === 0 || wanted.includes('delivered')) {
    const index = Prisma.sql`INDEXED BY "deliveries_channelNo_createdAtMs_idx"`
    return [{ index, conditions: isIn('state', wanted) }]
  }
  const ended = wanted.filter((state) => state !== 'pending')
  const parts: Part[] = []
  if (ended.length > 0) {
    // Spelled as the partial index spells it, or SQLite does not see that it applies.
    const partial = Prisma.sql`deliveries.state IN ('failed', 'skipped')`
    parts.push({
      index: Prisma.sql`INDEXED BY deliveries_not_arrived`,
      conditions: [partial, ...isIn('state', ended)],
    })
  }
  if (wanted.includes('pending')) {
    parts.push({
      index: Prisma.sql`INDEXED BY deliveries_waiting`,
      conditions: [Prisma.sql`deliveries.state = 'pending'`],
    })
  }
  return parts
}

/** A condition: the first that brought the event, and every other that was tried with it as its own. */
export function broughtIt(channelNo: number, webhookEventId: string): Prisma.Sql {
  const eventId = new Uint8Array(packId(webhookEventId))
  return Prisma.sql`deliveries.no IN (
    SELECT "deliveryNo" FROM delivery_events WHERE "channelNo" = ${channelNo} AND "eventId" = ${eventId}
    UNION SELECT "deliveryNo" FROM attempts INDEXED BY "attempts_webhookEventId"
      WHERE "channelNo" = ${channelNo} AND "webhookEventId" = ${eventId} AND "deliveryNo" IS NOT NULL)`
}

function isIn(column: 'state' | 'reason', values: readonly string[]): Prisma.Sql[] {
  if (values.length === 0) return []
  return [Prisma.sql`deliveries.${Prisma.raw(column)} IN (${Prisma.join([...values])})`]
}

function conditionsOf({ channelNo, reasons = [], fromMs, toMs, source, before }: DeliveryFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`deliveries."channelNo" = ${channelNo}`, ...isIn('reason', reasons)]
  if (fromMs !== undefined) conditions.push(Prisma.sql`deliveries."createdAtMs" >= ${BigInt(fromMs)}`)
  if (toMs !== undefined) conditions.push(Prisma.sql`deliveries."createdAtMs" < ${BigInt(toMs)}`)
  if (source !== undefined) conditions.push(Prisma.sql`deliveries.source = ${source}`)
  if (before !== undefined) {
    conditions.push(
      Prisma.sql`(deliveries."createdAtMs", deliveries.no) < (${BigInt(before.createdAtMs)}, ${before.no})`,
    )
  }
  return conditions
}
