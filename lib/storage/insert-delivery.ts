import { packId } from './attempt-id.ts'
import { channelNotFound } from './find-channel.ts'
import { Prisma } from './generated/client.ts'
import type { Writer } from './writer.ts'

export type NewDelivery = {
  id: string
  channelNo: number
  atMs: number
  body: Uint8Array
  source: string
  urlOverride?: string
  webhookEventId?: string
  idempotencyKey?: string
  sendId?: string
  path?: string
  headers?: Record<string, string>
}

/**
 * Stores a delivery and its body in one transaction; a known idempotency key answers the delivery that has it.
 * @throws TodokuError `not_found` when the channel is deleted
 */
export async function insertDelivery(
  writer: Writer,
  delivery: NewDelivery,
): Promise<{ deliveryId: string; deliveryNo: number }> {
  const { id, channelNo, urlOverride = null, idempotencyKey = null, sendId = null, path = null, headers } = delivery
  const eventId = delivery.webhookEventId === undefined ? null : new Uint8Array(packId(delivery.webhookEventId))
  const at = BigInt(delivery.atMs)
  const live = Prisma.sql`no = ${channelNo} AND "deletedAtMs" IS NULL`
  const results = await writer.run((db) => [
    db.$executeRaw`INSERT INTO urls ("channelNo", url)
      SELECT no, ${urlOverride} FROM channels WHERE ${live} AND ${urlOverride} IS NOT NULL
      ON CONFLICT ("channelNo", url) DO NOTHING`,
    db.$executeRaw`INSERT INTO sends ("channelNo", "sendId", "createdAtMs")
      SELECT no, ${sendId}, ${at} FROM channels WHERE ${live} AND ${sendId} IS NOT NULL
      ON CONFLICT ("channelNo", "sendId") DO NOTHING`,
    db.$executeRaw`INSERT INTO deliveries
        (id, "channelNo", state, "createdAtMs", "nextAttemptAtMs", "webhookEventId", "idempotencyKey", "sendNo", "urlNo", path, source)
      SELECT ${id}, no, 'pending', ${at}, ${at}, ${eventId}, ${idempotencyKey},
        (SELECT sends.no FROM sends WHERE sends."channelNo" = ${channelNo} AND sends."sendId" = ${sendId}),
        (SELECT urls.no FROM urls WHERE urls."channelNo" = ${channelNo} AND urls.url = ${urlOverride}), ${path}, ${delivery.source}
      FROM channels WHERE ${live}
      ON CONFLICT ("channelNo", "idempotencyKey") WHERE "idempotencyKey" IS NOT NULL DO NOTHING`,
    db.$executeRaw`INSERT INTO delivery_bodies ("deliveryNo", body, "headersJson")
      SELECT no, ${new Uint8Array(delivery.body)}, ${headers === undefined ? null : JSON.stringify(headers)}
      FROM deliveries WHERE id = ${id}`,
    db.delivery.findFirst({
      where: { channelNo, OR: [{ id }, ...(idempotencyKey === null ? [] : [{ idempotencyKey }])] },
      select: { id: true, no: true },
    }),
  ])
  const stored = results.at(-1) as { id: string; no: number } | null
  if (stored === null) throw channelNotFound()
  return { deliveryId: stored.id, deliveryNo: stored.no }
}
