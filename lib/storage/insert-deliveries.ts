import type { RawQueries } from './batch-connection.ts'
import type { PackedDelivery } from './delivery-to-accept.ts'
import { Prisma } from './generated/client.ts'
import { insertSends } from './insert-sends.ts'
import { sendNo } from './send-no.ts'
import type { Query, Within } from './writer.ts'

export type ToInsert = {
  fresh: readonly PackedDelivery[]
  /** Ids of deliveries, one for each time that a gateway was sent one again. */
  repeated: readonly string[]
  /** When the gateways of channels took something in. */
  arrivals: ReadonlyMap<number, number>
}

/** One transaction. @returns the numbers of the fresh ones by id; one whose channel is gone has none */
export async function insertDeliveries(within: Within<RawQueries>, wanted: ToInsert): Promise<Map<string, number>> {
  const { fresh, repeated, arrivals } = wanted
  const { db } = within
  const queries = [
    ...insertUrls(db, fresh),
    ...insertSends(db, fresh),
    ...insertRows(db, fresh),
    ...insertBodies(db, fresh),
    ...insertEvents(db, fresh),
    ...countRepeated(db, repeated),
    ...noteArrivals(db, arrivals),
  ]
  if (queries.length === 0) return new Map()
  const ids = JSON.stringify(fresh.map(({ id }) => id))
  const results = await within.run([
    ...queries,
    db.$queryRaw`SELECT deliveries.no, deliveries.id FROM jsonb_each(${ids}) AS made
      CROSS JOIN deliveries ON deliveries.id = made.value`,
  ])
  const made = results.at(-1) as { no: number; id: string }[]
  return new Map(made.map(({ no, id }) => [id, Number(no)]))
}

function insertUrls(db: RawQueries, fresh: readonly PackedDelivery[]): Query[] {
  const urls = fresh.flatMap(({ channelNo, urlOverride }) => (urlOverride === null ? [] : [[channelNo, urlOverride]]))
  if (urls.length === 0) return []
  return [
    db.$executeRaw`INSERT INTO urls ("channelNo", url)
      SELECT channels.no, made.value ->> 1 FROM jsonb_each(${JSON.stringify(urls)}) AS made
      CROSS JOIN channels ON channels.no = made.value ->> 0 AND channels."deletedAtMs" IS NULL WHERE true
      ON CONFLICT ("channelNo", url) DO NOTHING`,
  ]
}

/** Practice has a driver of its own, so nothing of it is ever due. */
function insertRows(db: RawQueries, fresh: readonly PackedDelivery[]): Query[] {
  if (fresh.length === 0) return []
  const rows = fresh.map((row) => [
    row.channelNo,
    row.id,
    row.atMs,
    row.source === 'practice' ? null : row.atMs,
    row.eventHexes[0] ?? null,
    row.idempotency?.key ?? null,
    row.idempotency?.hash ?? null,
    row.sendId,
    row.urlOverride,
    row.path,
    row.source,
    row.campaignId,
  ])
  const send = sendNo(Prisma.sql`channels.no`, Prisma.sql`made.value ->> 7`, Prisma.sql`made.value ->> 11`)
  return [
    db.$executeRaw`INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", "nextAttemptAtMs", "webhookEventId",
        "idempotencyKey", "requestHash", "sendNo", "urlNo", path, source)
      SELECT made.value ->> 1, channels.no, 'pending', made.value ->> 2, made.value ->> 3, unhex(made.value ->> 4),
        made.value ->> 5, unhex(made.value ->> 6),
        ${send},
        (SELECT urls.no FROM urls WHERE urls."channelNo" = channels.no AND urls.url = made.value ->> 8),
        made.value ->> 9, made.value ->> 10
      FROM jsonb_each(${JSON.stringify(rows)}) AS made
      CROSS JOIN channels ON channels.no = made.value ->> 0 AND channels."deletedAtMs" IS NULL`,
  ]
}

/** The bytes go as one parameter, of which each row cuts its own (NULL of nothing): hexadecimal would be twice as many. */
function insertBodies(db: RawQueries, fresh: readonly PackedDelivery[]): Query[] {
  if (fresh.length === 0) return []
  let from = 1
  const rows = fresh.map(({ id, body, headers }) => {
    const row = [id, from, body.byteLength, headers === null ? null : JSON.stringify(headers)]
    from += body.byteLength
    return row
  })
  const bytes = new Uint8Array(Buffer.concat(fresh.map(({ body }) => body)))
  return [
    db.$executeRaw`INSERT INTO delivery_bodies ("deliveryNo", body, "headersJson")
      SELECT deliveries.no, coalesce(substr(${bytes}, made.value ->> 1, made.value ->> 2), x''), made.value ->> 3
      FROM jsonb_each(${JSON.stringify(rows)}) AS made
      CROSS JOIN deliveries ON deliveries.id = made.value ->> 0`,
  ]
}

function insertEvents(db: RawQueries, fresh: readonly PackedDelivery[]): Query[] {
  const events = fresh.flatMap(({ id, channelNo, eventHexes }) =>
    eventHexes.map((eventHex) => [id, channelNo, eventHex]),
  )
  if (events.length === 0) return []
  return [
    db.$executeRaw`INSERT INTO delivery_events ("channelNo", "eventId", "deliveryNo")
      SELECT made.value ->> 1, unhex(made.value ->> 2), deliveries.no
      FROM jsonb_each(${JSON.stringify(events)}) AS made
      CROSS JOIN deliveries ON deliveries.id = made.value ->> 0 WHERE true
      ON CONFLICT ("channelNo", "eventId") DO NOTHING`,
  ]
}

function countRepeated(db: RawQueries, repeated: readonly string[]): Query[] {
  if (repeated.length === 0) return []
  const times = new Map<string, number>()
  for (const id of repeated) times.set(id, (times.get(id) ?? 0) + 1)
  return [
    db.$executeRaw`UPDATE deliveries SET duplicates = duplicates + (seen.value ->> 1)
      FROM jsonb_each(${JSON.stringify([...times])}) AS seen WHERE deliveries.id = seen.value ->> 0`,
  ]
}

function noteArrivals(db: RawQueries, arrivals: ReadonlyMap<number, number>): Query[] {
  if (arrivals.size === 0) return []
  return [
    db.$executeRaw`INSERT INTO channel_deliveries ("channelNo", "arrivedAtMs")
      SELECT channels.no, came.value ->> 1 FROM jsonb_each(${JSON.stringify([...arrivals])}) AS came
      CROSS JOIN channels ON channels.no = came.value ->> 0 AND channels."deletedAtMs" IS NULL WHERE true
      ON CONFLICT ("channelNo") DO UPDATE SET "arrivedAtMs" = max(excluded."arrivedAtMs", coalesce("arrivedAtMs", 0))`,
  ]
}
