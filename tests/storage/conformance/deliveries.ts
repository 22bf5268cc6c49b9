import { describe, expect, it } from 'vitest'
import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { deliveryDetail } from '@/lib/reports/delivery-detail.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'
import { ledger } from '@/lib/reports/ledger.ts'
import { type DeliveriesQuery, listDeliveries } from '@/lib/reports/list-deliveries.ts'
import { claimDeliveries } from '@/lib/storage/claim-deliveries.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

const NOBODY = { kind: 'user', userId: 'u', roles: [] } as const
const MINUTE_MS = 60_000

async function accept(world: World, channel: ChannelView, more: Partial<DeliveryToAccept> = {}) {
  return acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{"a":1}'), source: 'api', ...more })
}

async function end(world: World, channel: ChannelView, deliveryNo: number, detail: string | null): Promise<void> {
  const state = detail === null ? 'delivered' : 'failed'
  await world.record(channel, attempt(world.nowMs, detail, { deliveryNo, delivery: { state, reason: detail } }))
}

export function describeDeliveries(engine: Engine): void {
  describe('the list of deliveries', () => {
    const list = async (world: World, channel: ChannelView, query: DeliveriesQuery = {}) =>
      (await listDeliveries(world.ctx, channel, query)).deliveries.map(({ id }) => id)

    it('is newest first, page by page, whatever is accepted meanwhile', async () => {
      const world = await makeWorld(engine)
      const [channel, other] = [await world.channel(), await world.channel()]
      const ids: string[] = []
      for (let index = 0; index < 9; index += 1) {
        if (index % 3 === 0) world.nowMs += 1
        ids.unshift((await accept(world, channel)).deliveryId)
        await accept(world, other)
      }
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listDeliveries(world.ctx, channel, { limit: 4, cursor })
        seen.push(...page.deliveries.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
        world.nowMs += 1
        await accept(world, channel)
      } while (cursor !== undefined)
      expect(seen).toEqual(ids)
      await expect(listDeliveries(world.ctx, channel, { cursor: 'no' })).rejects.toMatchObject({
        code: 'invalid_request',
      })
    })

    it('is filtered by state, reason, time, source and event', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const fromMs = world.nowMs
      const made = async (detail: string | null | undefined, more: Partial<DeliveryToAccept> = {}) => {
        world.nowMs += 1_000
        const { deliveryId, deliveryNo } = await accept(world, channel, more)
        if (detail !== undefined) await end(world, channel, deliveryNo, detail)
        return deliveryId
      }
      const arrived = await made(null, { eventIds: ['A', 'B'], source: 'gateway' })
      const failed = await made('503')
      const slow = await made('Request timeout', { eventIds: ['C'] })
      const waiting = await made(undefined, { source: 'form' })
      expect(await list(world, channel)).toEqual([waiting, slow, failed, arrived])
      expect(await list(world, channel, { state: 'delivered' })).toEqual([arrived])
      expect(await list(world, channel, { state: 'pending' })).toEqual([waiting])
      expect(await list(world, channel, { state: ['failed', 'skipped'] })).toEqual([slow, failed])
      expect(await list(world, channel, { state: ['pending', 'failed'] })).toEqual([waiting, slow, failed])
      expect(await list(world, channel, { state: ['pending', 'failed'], limit: 2 })).toEqual([waiting, slow])
      expect(await list(world, channel, { state: 'skipped' })).toEqual([])
      expect(await list(world, channel, { reason: '503' })).toEqual([failed])
      expect(await list(world, channel, { reason: ['503', 'Request timeout'], state: 'failed' })).toEqual([
        slow,
        failed,
      ])
      expect(await list(world, channel, { source: 'gateway' })).toEqual([arrived])
      expect(await list(world, channel, { webhookEventId: 'B' })).toEqual([arrived])
      expect(await list(world, channel, { webhookEventId: 'C', state: 'delivered' })).toEqual([])
      expect(await list(world, channel, { webhookEventId: 'D' })).toEqual([])
      expect(await list(world, channel, { fromMs: fromMs + 2_000, toMs: fromMs + 4_000 })).toEqual([slow, failed])
    })
  })

  describe('one delivery', () => {
    it('has its attempts, oldest first, its body and what the gateway took in', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const headers = { 'user-agent': 'LineBotWebhook/2.0', 'x-line-signature': 'secret' }
      const body = Buffer.from('{"text":"\u202e\u0007こんにちは"}')
      const { deliveryId, deliveryNo } = await accept(world, channel, { body, headers, source: 'gateway', sendId: 's' })
      const retry = { state: 'pending', reason: '503', nextAttemptAtMs: world.nowMs + 10_000 } as const
      await world.record(channel, attempt(world.nowMs, '503', { deliveryNo, delivery: retry }))
      world.nowMs += 10_000
      await end(world, channel, deliveryNo, null)
      const detail = await deliveryDetail(world.ctx, SYSTEM, deliveryId)
      expect(detail.delivery).toMatchObject({ id: deliveryId, state: 'delivered', attempts: 2, sendId: 's' })
      expect(detail.delivery.endedAtMs).not.toBeNull()
      expect(detail.attempts.map(({ outcome }) => outcome.detail)).toEqual(['503', null])
      expect(detail.request).toMatchObject({ url: null, headers: { 'user-agent': 'LineBotWebhook/2.0' } })
      expect(JSON.stringify(detail.request)).not.toContain('secret')
      expect(detail.request?.body).toContain('こんにちは')
      expect(detail.request?.body).not.toContain('\u202e')
      await expect(deliveryDetail(world.ctx, SYSTEM, 'nothing')).rejects.toMatchObject({ code: 'not_found' })
      await expect(deliveryDetail(world.ctx, NOBODY, deliveryId)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('is being sent while it is claimed, and not after its lease', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const { deliveryId } = await accept(world, channel)
      const leaseUntilMs = world.nowMs + 30_000
      await claimDeliveries(world.ctx.storage, [{ channelNo: channel.no, most: 1, leaseUntilMs }], world.nowMs)
      const seen = async () => (await deliveryDetail(world.ctx, SYSTEM, deliveryId)).delivery
      expect(await seen()).toMatchObject({ state: 'pending', isBeingSent: true, nextAttemptAtMs: null })
      expect(await deliveryQueue(world.ctx, channel)).toMatchObject({ pending: 1, beingSent: 1 })
      world.nowMs = leaseUntilMs
      expect(await seen()).toMatchObject({ isBeingSent: false, nextAttemptAtMs: leaseUntilMs })
      expect(await deliveryQueue(world.ctx, channel)).toMatchObject({ pending: 1, beingSent: 0 })
    })
  })

  describe('queue and ledger', () => {
    it('tell depth and age of the oldest', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const empty = { pending: 0, oldestAtMs: null, beingSent: 0, suspendedAtMs: null, arrivedAtMs: null, refused: 0 }
      expect(await deliveryQueue(world.ctx, channel)).toMatchObject(empty)
      const first = await accept(world, channel)
      world.nowMs += 90 * MINUTE_MS + 1_234
      const secondAtMs = world.nowMs
      await accept(world, channel, { source: 'gateway' })
      expect(await deliveryQueue(world.ctx, channel)).toMatchObject({
        pending: 2,
        oldestAtMs: secondAtMs - 90 * MINUTE_MS - 1_234,
        arrivedAtMs: secondAtMs,
      })
      await end(world, channel, first.deliveryNo, null)
      expect(await deliveryQueue(world.ctx, channel)).toMatchObject({ pending: 1, oldestAtMs: secondAtMs })
    })

    it('agree with a count of the deliveries, for any window', async () => {
      const world = await makeWorld(engine, Date.parse('2026-11-21T00:30:30Z'))
      const channel = await world.channel()
      const startMs = world.nowMs
      const states = ['delivered', 'failed', 'pending'] as const
      const made: { atMs: number; state: string }[] = []
      for (let index = 0; index < 60; index += 1) {
        world.nowMs += 4 * MINUTE_MS + 7_000
        const { deliveryNo } = await accept(world, channel)
        const state = states[index % 3] ?? 'pending'
        if (state !== 'pending') await end(world, channel, deliveryNo, state === 'failed' ? '503' : null)
        made.push({ atMs: world.nowMs, state })
      }
      const expected = (fromMs: number, toMs: number) => {
        const within = made.filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
        const of = (state: string) => within.filter((one) => one.state === state).length
        return { accepted: within.length, delivered: of('delivered'), pending: of('pending'), failed: of('failed') }
      }
      const floor = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS
      expect(await ledger(world.ctx, SYSTEM, channel.id)).toEqual({
        ...expected(0, Number.POSITIVE_INFINITY),
        skipped: 0,
        fromMs: null,
        toMs: null,
      })
      for (const [afterMs, lengthMs] of [
        [0, MINUTE_MS],
        [17 * MINUTE_MS, 200 * MINUTE_MS],
        [61_000, 25 * MINUTE_MS],
      ] as const) {
        const fromMs = floor(startMs + afterMs)
        const toMs = fromMs + lengthMs
        expect(await ledger(world.ctx, SYSTEM, channel.id, { fromMs: fromMs + 1, toMs: toMs - 1 })).toEqual({
          ...expected(fromMs, toMs),
          skipped: 0,
          fromMs,
          toMs,
        })
      }
      const open = await ledger(world.ctx, SYSTEM, channel.id, { fromMs: startMs + 100 * MINUTE_MS })
      expect(open).toMatchObject(expected(floor(startMs + 100 * MINUTE_MS), Number.POSITIVE_INFINITY))
      await expect(ledger(world.ctx, NOBODY, channel.id)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
