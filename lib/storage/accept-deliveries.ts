import type { RawQueries } from './batch-connection.ts'
import {
  type Accepted,
  type AcceptResult,
  type NewDelivery,
  type PackedDelivery,
  packEvents,
} from './delivery-to-accept.ts'
import type { Flushed } from './group-commit.ts'
import { insertDeliveries } from './insert-deliveries.ts'
import { eventKeyOf, idempotencyKeyOf, type PriorDeliveries, readPriorDeliveries } from './read-prior-deliveries.ts'
import { joinCampaign } from './send-campaigns.ts'
import { togetherOrAlone } from './together-or-alone.ts'
import type { Within } from './writer.ts'

/** Takes deliveries in, in one transaction: look, decide, write. A row that cannot be stored keeps no other out. */
export function acceptDeliveries(
  within: Within<RawQueries>,
  rows: readonly NewDelivery[],
): Promise<Flushed<AcceptResult>> {
  return togetherOrAlone(rows, (together) => acceptTogether(within, together))
}

/** What a row comes to before it is written: a delivery of its own, or another's. */
type Decided = { deliveryId: string; duplicate: boolean } | Exclude<AcceptResult, Accepted>

async function acceptTogether(within: Within<RawQueries>, deliveries: readonly NewDelivery[]): Promise<AcceptResult[]> {
  const rows = deliveries.map(packEvents)
  const prior = await readPriorDeliveries(within.db, rows)
  const fresh: PackedDelivery[] = []
  const repeated: string[] = []
  const arrivals = new Map<number, number>()
  const decided = rows.map((row): Decided => {
    if (!prior.channels.has(row.channelNo)) return 'channel_gone'
    if (row.source === 'gateway') arrivals.set(row.channelNo, row.atMs)
    const earlier = row.idempotency && prior.keys.get(idempotencyKeyOf(row.channelNo, row.idempotency.key))
    if (earlier) {
      return earlier.hash === row.idempotency?.hash ? { deliveryId: earlier.deliveryId, duplicate: true } : 'key_reused'
    }
    const known = row.source === 'gateway' ? bringerOfAll(row, prior) : null
    if (known !== null) {
      repeated.push(known)
      return { deliveryId: known, duplicate: true }
    }
    if (!joinCampaign(prior.campaigns, row)) return 'send_of_another_campaign'
    fresh.push(row)
    remember(row, prior)
    return { deliveryId: row.id, duplicate: false }
  })
  const numbers = await insertDeliveries(within, { fresh, repeated, arrivals })
  return decided.map((one): AcceptResult => {
    if (typeof one === 'string') return one
    const deliveryNo = numbers.get(one.deliveryId) ?? prior.numbers.get(one.deliveryId)
    // Its channel was deleted by another process between the look and the write.
    return deliveryNo === undefined ? 'channel_gone' : ({ ...one, deliveryNo } satisfies Accepted)
  })
}

/** The delivery that brought the first event, when all of them are known; an event without an id is never known. */
function bringerOfAll({ channelNo, eventHexes, events }: PackedDelivery, prior: PriorDeliveries): string | null {
  if (eventHexes.length === 0 || eventHexes.length < events) return null
  const bringers = eventHexes.map((eventHex) => prior.events.get(eventKeyOf(channelNo, eventHex)) ?? null)
  return bringers.includes(null) ? null : (bringers[0] ?? null)
}

/** So that what comes twice in one flush is stored once. */
function remember({ id, channelNo, idempotency, eventHexes }: PackedDelivery, prior: PriorDeliveries): void {
  if (idempotency) {
    prior.keys.set(idempotencyKeyOf(channelNo, idempotency.key), { deliveryId: id, hash: idempotency.hash })
  }
  for (const eventHex of eventHexes) {
    const key = eventKeyOf(channelNo, eventHex)
    if (!prior.events.has(key)) prior.events.set(key, id)
  }
}
