import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { NewDelivery } from '@/lib/storage/delivery-to-accept.ts'
import type { Engine } from '../engine.ts'
import { makeWorld, SYSTEM, type World } from '../world.ts'

const bytes = (text: string) => Buffer.from(text)

/** A webhook with these events, as the gateway takes it in. */
const webhook = (...eventIds: string[]): DeliveryToAccept => ({
  body: bytes(JSON.stringify({ events: eventIds.map((webhookEventId) => ({ webhookEventId })) })),
  source: 'gateway',
  eventIds,
})

const row = (channelNo: number, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id: randomUUID(),
  channelNo,
  atMs: 1_000,
  body: bytes('{}'),
  source: 'api',
  events: 0,
  eventIds: [],
  urlOverride: null,
  idempotency: null,
  sendId: null,
  campaignId: null,
  path: null,
  headers: null,
  ...more,
})

export function describeAcceptance(engine: Engine): void {
  describe('acceptance', () => {
    const accept = (world: World, channel: ChannelView, delivery: DeliveryToAccept) =>
      acceptDelivery(world.ctx, SYSTEM, channel, delivery)

    it('keeps the bytes of each, whatever shares the transaction', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const bodies = Array.from({ length: 64 }, (_, index) => Buffer.alloc(index * 37, index))
      const accepted = await Promise.all(bodies.map((body) => accept(world, channel, { body, source: 'api' })))
      expect(new Set(accepted.map(({ deliveryNo }) => deliveryNo)).size).toBe(64)
      for (const [index, { deliveryId, deliveryNo, duplicate }] of accepted.entries()) {
        expect(duplicate).toBe(false)
        const [kept] = await world.database.look(
          `SELECT deliveries.id, body FROM deliveries JOIN delivery_bodies ON "deliveryNo" = no WHERE no = ${deliveryNo}`,
        )
        expect(kept).toEqual({ id: deliveryId, body: bodies[index] })
      }
      const counted = await world.database.look('SELECT width, state, deliveries FROM delivery_counts ORDER BY width')
      expect(counted).toEqual([
        { width: 1, state: 'pending', deliveries: 64 },
        { width: 2, state: 'pending', deliveries: 64 },
      ])
    })

    it('is due at once, but not practice, which has a driver of its own', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await accept(world, channel, { body: bytes('{}'), source: 'form' })
      await accept(world, channel, { body: bytes('{}'), source: 'practice' })
      const rows = await world.database.look('SELECT source, "nextAttemptAtMs" FROM deliveries ORDER BY no')
      expect(rows).toEqual([
        { source: 'form', nextAttemptAtMs: world.nowMs },
        { source: 'practice', nextAttemptAtMs: null },
      ])
    })

    it('happens once for an idempotency key, and the key with something else is an error', async () => {
      const world = await makeWorld(engine)
      const [channel, other] = [await world.channel(), await world.channel()]
      const asked = (body: string, more: Partial<DeliveryToAccept> = {}): DeliveryToAccept => ({
        body: bytes(body),
        source: 'api',
        idempotencyKey: 'k',
        ...more,
      })
      const first = await accept(world, channel, asked('one', { asked: 'a' }))
      expect(await accept(world, channel, asked('filled in later', { asked: 'a' }))).toEqual({
        ...first,
        duplicate: true,
      })
      const reused = { code: 'idempotency_key_reused' }
      await expect(accept(world, channel, asked('one', { asked: 'b' }))).rejects.toMatchObject(reused)
      await expect(accept(world, channel, asked('one'))).rejects.toMatchObject(reused)
      expect((await accept(world, other, asked('another'))).duplicate).toBe(false)
      const racing = await Promise.allSettled(
        ['x', 'x', 'y', 'x'].map((body) => accept(world, channel, asked(body, { idempotencyKey: 'race' }))),
      )
      const told = racing.map((one) => (one.status === 'fulfilled' ? one.value.duplicate : one.reason.code))
      expect(told).toEqual([false, true, 'idempotency_key_reused', true])
      expect(await world.database.look('SELECT count(*) AS n FROM deliveries')).toEqual([{ n: 3 }])
    })

    it('knows the events that LINE sends again: counted, not delivered again', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const first = await accept(world, channel, webhook('A', 'B'))
      const again = { ...webhook('A', 'B'), body: bytes('{"isRedelivery":true}') }
      expect(await accept(world, channel, again)).toEqual({ ...first, duplicate: true })
      await world.restart()
      expect(await accept(world, channel, webhook('B'))).toEqual({ ...first, duplicate: true })
      const partly = await accept(world, channel, webhook('B', 'C'))
      expect(partly.duplicate).toBe(false)
      expect(await accept(world, channel, webhook('C', 'A'))).toEqual({ ...partly, duplicate: true })
      expect(await world.database.look('SELECT duplicates FROM deliveries ORDER BY no')).toEqual([
        { duplicates: 2 },
        { duplicates: 1 },
      ])
    })

    it('of two that come at once with the same events makes one delivery', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const accepted = await Promise.all(Array.from({ length: 50 }, () => accept(world, channel, webhook('A', 'B'))))
      expect(new Set(accepted.map(({ deliveryId }) => deliveryId)).size).toBe(1)
      expect(accepted.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      const rows = await world.database.look('SELECT state, duplicates FROM deliveries')
      expect(rows).toEqual([{ state: 'pending', duplicates: 49 }])
    })

    it('takes an event without an id, another channel’s and one that did not come by a gateway for new', async () => {
      const world = await makeWorld(engine)
      const [channel, other] = [await world.channel(), await world.channel()]
      const nameless = { ...webhook('A'), events: 2 }
      const all = [
        await accept(world, channel, webhook('A')),
        await accept(world, channel, nameless),
        await accept(world, channel, nameless),
        await accept(world, channel, webhook()),
        await accept(world, channel, webhook()),
        await accept(world, other, webhook('A')),
        await accept(world, channel, { ...webhook('A'), source: 'api' }),
      ]
      expect(all.map(({ duplicate }) => duplicate)).toEqual(Array(7).fill(false))
    })

    it('notes when a gateway took something in, a duplicate too', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const arrivals = () => world.database.look('SELECT "channelNo", "arrivedAtMs" FROM channel_deliveries')
      await accept(world, channel, { body: bytes('{}'), source: 'api' })
      expect(await arrivals()).toEqual([])
      await accept(world, channel, webhook('A'))
      world.nowMs += 5_000
      await accept(world, channel, webhook('A'))
      expect(await arrivals()).toEqual([{ channelNo: channel.no, arrivedAtMs: world.nowMs }])
    })

    it('keeps the send, its campaign, the path, the other URL and the headers', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel({ kind: 'braze' })
      const tracked = { body: bytes('{}'), source: 'api', sendId: 's', campaignId: 'c' } as const
      await accept(world, channel, {
        ...tracked,
        path: '/messages/send',
        urlOverride: 'https://x.example/',
        headers: { a: 'b' },
      })
      await accept(world, channel, tracked)
      const rows = await world.database.look(`SELECT sends."sendId", campaigns."campaignId", path, url, "headersJson"
        FROM deliveries JOIN sends ON sends.no = "sendNo" JOIN campaigns ON campaigns.no = sends."campaignNo"
        LEFT JOIN urls ON urls.no = "urlNo" JOIN delivery_bodies ON "deliveryNo" = deliveries.no ORDER BY deliveries.no`)
      const send = { sendId: 's', campaignId: 'c' }
      expect(rows).toEqual([
        { ...send, path: '/messages/send', url: 'https://x.example/', headersJson: '{"a":"b"}' },
        { ...send, path: null, url: null, headersJson: null },
      ])
    })

    it('ends for a channel that was deleted, also at the same moment', async () => {
      const world = await makeWorld(engine)
      const [channel, other] = [await world.channel(), await world.channel()]
      const results = await Promise.allSettled([
        accept(world, channel, webhook('A')),
        deleteChannel(world.ctx, SYSTEM, channel.id),
        accept(world, channel, webhook('B')),
        accept(world, other, webhook('B')),
      ])
      await expect(accept(world, channel, webhook('C'))).rejects.toMatchObject({ code: 'not_found' })
      expect(results[3]?.status).toBe('fulfilled')
      const pending = await world.database.look(
        `SELECT count(*) AS n FROM deliveries WHERE state = 'pending' AND "channelNo" = ${channel.no}`,
      )
      expect(pending).toEqual([{ n: 0 }])
    })

    it('keeps no neighbour out when a row cannot be stored', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const { writer } = world.ctx.storage
      const bad = row(channel.no, { id: 'same' })
      await writer.accept([bad])
      const results = await Promise.allSettled([
        writer.accept([row(channel.no)]),
        writer.accept([bad]),
        writer.accept([row(channel.no)]),
        writer.accept([row(999)]),
      ])
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
      expect(results[3]).toMatchObject({ value: ['channel_gone'] })
      expect(await world.database.look('SELECT count(*) AS n FROM deliveries')).toEqual([{ n: 3 }])
      expect(await world.database.look('SELECT count(*) AS n FROM delivery_bodies')).toEqual([{ n: 3 }])
    })
  })
}
