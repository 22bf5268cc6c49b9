import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { SKIP_REASONS } from '@/lib/domain/delivery.ts'
import type { Processed } from '@/lib/domain/taxonomy.ts'
import type { Ledger } from '@/lib/storage/check-ledger.ts'
import { attempt, outcomeOf, SYSTEM, type World } from './world.ts'

/** How a delivery ends: null arrives; a detail fails, having been processed perhaps; a skip reason skips; or not at all. */
export type Ending = string | null | { detail: string; processed: Processed }

/** A queue that does its work when the test says so, with the endings that the test gives. */
export type Queue = {
  /** Accepts one for each ending and ends it so; 'pending' leaves it be. */
  accept(...endings: Ending[]): Promise<{ id: string; no: number }[]>
  /** Ends all that is pending and due, in order, by these endings; the last stands for the rest. @returns how many */
  work(...endings: Ending[]): Promise<number>
  /** All that is pending and due fails with `detail` and stays pending, as a channel's redelivery leaves it. */
  workLeavingPending(detail: string): Promise<number>
  rows(): Promise<Record<string, unknown>[]>
  ledger(): Promise<Ledger>
}

export function makeQueue(world: World, channel: ChannelView): Queue {
  const { database } = world
  async function end(no: number, ending: Ending): Promise<void> {
    const skip = SKIP_REASONS.find((reason) => reason === ending)
    if (skip !== undefined) {
      const change = `state = 'skipped', reason = '${skip}', "endedAtMs" = ${world.nowMs}, "nextAttemptAtMs" = NULL`
      return database.tamper(`UPDATE deliveries SET ${change} WHERE no = ${no}`)
    }
    const { detail, processed } =
      typeof ending === 'object' && ending !== null ? ending : { detail: ending, processed: null }
    const judged = outcomeOf(detail)
    const outcome = judged.state === 'failed' && processed !== null ? { ...judged, processed } : judged
    const delivery = { state: judged.state, reason: detail }
    await world.record(
      channel,
      attempt(world.nowMs, detail, { durationMs: 0, deliveryNo: no, delivery, judged: outcome }),
    )
  }
  async function due(): Promise<number[]> {
    const rows = await database.look(`SELECT no FROM deliveries WHERE "channelNo" = ${channel.no} AND state = 'pending'
      AND "nextAttemptAtMs" <= ${world.nowMs} ORDER BY no`)
    return rows.map(({ no }) => Number(no))
  }
  return {
    async accept(...endings) {
      const accepted: { id: string; no: number }[] = []
      for (const ending of endings) {
        const body = Buffer.from('{"events":[]}')
        const { deliveryId, deliveryNo } = await acceptDelivery(world.ctx, SYSTEM, channel, { body, source: 'api' })
        if (ending !== 'pending') await end(deliveryNo, ending)
        accepted.push({ id: deliveryId, no: deliveryNo })
      }
      return accepted
    },
    async work(...endings) {
      const nos = await due()
      for (const [index, no] of nos.entries()) await end(no, endings[Math.min(index, endings.length - 1)] ?? null)
      return nos.length
    },
    async workLeavingPending(detail) {
      const nos = await due()
      for (const deliveryNo of nos) {
        const delivery = { state: 'pending', reason: detail, nextAttemptAtMs: world.nowMs } as const
        await world.record(channel, attempt(world.nowMs, detail, { durationMs: 0, deliveryNo, delivery }))
      }
      return nos.length
    },
    rows: () =>
      world.ctx.storage.read.$queryRawUnsafe(`SELECT * FROM deliveries WHERE "channelNo" = ${channel.no} ORDER BY no`),
    async ledger() {
      const [row = {}] = await database.look(`SELECT count(*) AS accepted, sum(state = 'delivered') AS delivered,
        sum(state = 'pending') AS pending, sum(state = 'failed') AS failed, sum(state = 'skipped') AS skipped
        FROM deliveries WHERE "channelNo" = ${channel.no}`)
      const of = (name: string) => Number(row[name] ?? 0)
      return {
        accepted: of('accepted'),
        delivered: of('delivered'),
        pending: of('pending'),
        failed: of('failed'),
        skipped: of('skipped'),
      }
    },
  }
}
