import type { RawQueries } from './batch-connection.ts'
import type { PackedDelivery } from './delivery-to-accept.ts'
import { readSendCampaigns, type SendCampaigns } from './send-campaigns.ts'

/** What must be known before deliveries are accepted; read while nobody else writes. */
export type PriorDeliveries = {
  /** Channels that are not deleted. */
  channels: Set<number>
  /** The deliveries of idempotency keys, by `idempotencyKeyOf`. */
  keys: Map<string, { deliveryId: string; hash: string }>
  /** The deliveries that brought events first, by `eventKeyOf`. */
  events: Map<string, string>
  /** The numbers of these deliveries, by their ids. */
  numbers: Map<string, number>
  campaigns: SendCampaigns
}

export const idempotencyKeyOf = (channelNo: number, key: string): string => `${channelNo} ${key}`
export const eventKeyOf = (channelNo: number, eventHex: string): string => `${channelNo} ${eventHex}`

export async function readPriorDeliveries(db: RawQueries, rows: readonly PackedDelivery[]): Promise<PriorDeliveries> {
  const channelNos = JSON.stringify([...new Set(rows.map(({ channelNo }) => channelNo))])
  const live = await db.$queryRaw<{ no: number }[]>`
    SELECT channels.no FROM jsonb_each(${channelNos}) AS sought
    CROSS JOIN channels ON channels.no = sought.value WHERE channels."deletedAtMs" IS NULL`
  const prior: PriorDeliveries = {
    channels: new Set(live.map(({ no }) => Number(no))),
    keys: new Map(),
    events: new Map(),
    numbers: new Map(),
    campaigns: await readSendCampaigns(db, rows),
  }
  await addKeys(db, rows, prior)
  await addEvents(db, rows, prior)
  return prior
}

async function addKeys(db: RawQueries, rows: readonly PackedDelivery[], prior: PriorDeliveries): Promise<void> {
  const sought = rows.flatMap(({ channelNo, idempotency }) => (idempotency ? [[channelNo, idempotency.key]] : []))
  if (sought.length === 0) return
  const found = await db.$queryRaw<
    { no: number; id: string; channelNo: number; idempotencyKey: string; requestHash: Uint8Array | null }[]
  >`SELECT deliveries.no, deliveries.id, deliveries."channelNo", deliveries."idempotencyKey", deliveries."requestHash"
    FROM jsonb_each(${JSON.stringify(sought)}) AS sought
    CROSS JOIN deliveries ON deliveries."channelNo" = sought.value ->> 0
      AND deliveries."idempotencyKey" = sought.value ->> 1 AND deliveries."idempotencyKey" IS NOT NULL`
  for (const { no, id, channelNo, idempotencyKey, requestHash } of found) {
    const hash = Buffer.from(requestHash ?? []).toString('hex')
    prior.keys.set(idempotencyKeyOf(Number(channelNo), idempotencyKey), { deliveryId: id, hash })
    prior.numbers.set(id, Number(no))
  }
}

/** Only gateways are sent the same event again. */
async function addEvents(db: RawQueries, rows: readonly PackedDelivery[], prior: PriorDeliveries): Promise<void> {
  const sought = rows.flatMap(({ channelNo, source, eventHexes }) =>
    source === 'gateway' ? eventHexes.map((eventHex) => [channelNo, eventHex] as const) : [],
  )
  if (sought.length === 0) return
  const found = await db.$queryRaw<{ at: bigint; no: number; id: string }[]>`
    SELECT sought.key AS at, deliveries.no, deliveries.id
    FROM jsonb_each(${JSON.stringify(sought)}) AS sought
    CROSS JOIN delivery_events ON delivery_events."channelNo" = sought.value ->> 0
      AND delivery_events."eventId" = unhex(sought.value ->> 1)
    CROSS JOIN deliveries ON deliveries.no = delivery_events."deliveryNo"`
  for (const { at, no, id } of found) {
    const event = sought[Number(at)]
    if (event) prior.events.set(eventKeyOf(...event), id)
    prior.numbers.set(id, Number(no))
  }
}
