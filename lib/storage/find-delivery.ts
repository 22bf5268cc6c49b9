import { ATTEMPT_COLUMNS, ATTEMPT_JOINS, type AttemptRow } from './attempt-row.ts'
import { DELIVERY_COLUMNS, DELIVERY_JOINS, type DeliveryRow } from './delivery-row.ts'
import type { PrismaClient } from './generated/client.ts'

export async function findDelivery(db: PrismaClient, deliveryId: string): Promise<DeliveryRow | null> {
  const [found] = await db.$queryRaw<DeliveryRow[]>`SELECT ${DELIVERY_COLUMNS} FROM deliveries ${DELIVERY_JOINS}
    WHERE deliveries.id = ${deliveryId}`
  return found ?? null
}

export type DeliveryRequest = {
  /** Where it goes, when that is not the channel's own URL. */
  url: string | null
  /** What a gateway took in with the body. */
  headers: Record<string, string>
  body: Uint8Array
}

/** What a delivery sends; null when its body is no longer kept. */
export async function findDeliveryRequest(db: PrismaClient, deliveryNo: number): Promise<DeliveryRequest | null> {
  const [found] = await db.$queryRaw<{ url: string | null; headersJson: string | null; body: Uint8Array }[]>`
    SELECT urls.url, delivery_bodies."headersJson", delivery_bodies.body
    FROM delivery_bodies JOIN deliveries ON deliveries.no = delivery_bodies."deliveryNo"
    LEFT JOIN urls ON urls.no = deliveries."urlNo" WHERE delivery_bodies."deliveryNo" = ${deliveryNo}`
  if (found === undefined) return null
  const headers = found.headersJson === null ? {} : (JSON.parse(found.headersJson) as Record<string, string>)
  return { url: found.url, headers, body: found.body }
}

/** More attempts than any schedule makes; redelivered by hand again and again, the latest are shown. */
const MOST_ATTEMPTS = 200

/** The attempts of a delivery, oldest first; of more than 200 the latest. */
export async function findAttemptsOf(db: PrismaClient, deliveryNo: number): Promise<AttemptRow[]> {
  const latest = await db.$queryRaw<AttemptRow[]>`
    SELECT ${ATTEMPT_COLUMNS} FROM attempts INDEXED BY "attempts_deliveryNo" ${ATTEMPT_JOINS}
    WHERE attempts."deliveryNo" = ${deliveryNo}
    ORDER BY attempts."startedAtMs" DESC, attempts.id DESC LIMIT ${MOST_ATTEMPTS}`
  return latest.reverse()
}
