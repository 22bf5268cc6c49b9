import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
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
  /** Several at once are one transaction, or a test would wait for the disk. */
  async function end(endings: [no: number, ending: Ending][]): Promise<void> {
    const attempts: AttemptToRecord[] = []
    const skips: string[] = []
    for (const [deliveryNo, ending] of endings) {
      const skip = SKIP_REASONS.find((reason) => reason === ending)
      if (skip === undefined) attempts.push(attemptOf(deliveryNo, ending))
      else skips.push(skipping(deliveryNo, skip))
    }
    if (skips.length > 0) await database.tamper(skips.join(';'))
    if (attempts.length > 0) await world.record(channel, ...attempts)
  }
  function skipping(no: number, reason: string): string {
    return `UPDATE deliveries SET state = 'skipped', reason = '${reason}', "endedAtMs" = ${world.nowMs},
      "nextAttemptAtMs" = NULL WHERE no = ${no}`
  }
  function attemptOf(deliveryNo: number, ending: Ending): AttemptToRecord {
    const { detail, processed } =
      typeof ending === 'object' && ending !== null ? ending : { detail: ending, processed: null }
    const outcome = outcomeOf(detail)
    const judged = outcome.state === 'failed' && processed !== null ? { ...outcome, processed } : outcome
    const delivery = { state: judged.state, reason: detail }
    return attempt(world.nowMs, detail, { durationMs: 0, deliveryNo, delivery, judged })
  }
  async function due(): Promise<number[]> {
    const rows = await database.look(`SELECT no FROM deliveries WHERE "channelNo" = ${channel.no} AND state = 'pending'
      AND "nextAttemptAtMs" <= ${world.nowMs} ORDER BY no`)
    return rows.map(({ no }) => Number(no))
  }
  return {
    async accept(...endings) {
      const body = Buffer.from('{"events":[]}')
      const accepting = endings.map(() => acceptDelivery(world.ctx, SYSTEM, channel, { body, source: 'api' }))
      const accepted = (await Promise.all(accepting)).map(({ deliveryId, deliveryNo }) => ({
        id: deliveryId,
        no: deliveryNo,
      }))
      await end(
        accepted
          .map(({ no }, index) => [no, endings[index] ?? null] as [number, Ending])
          .filter(([, ending]) => ending !== 'pending'),
      )
      return accepted
    },
    async work(...endings) {
      const nos = await due()
      await end(nos.map((no, index) => [no, endings[Math.min(index, endings.length - 1)] ?? null]))
      return nos.length
    },
    async workLeavingPending(detail) {
      const nos = await due()
      const delivery = { state: 'pending', reason: detail, nextAttemptAtMs: world.nowMs } as const
      const failed = nos.map((deliveryNo) => attempt(world.nowMs, detail, { durationMs: 0, deliveryNo, delivery }))
      if (failed.length > 0) await world.record(channel, ...failed)
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
