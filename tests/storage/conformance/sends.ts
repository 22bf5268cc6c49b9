import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import { rebuildBuckets } from '@/lib/commands/rebuild-buckets.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { dataSeries } from '@/lib/reports/data-series.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import { listDeliveries } from '@/lib/reports/list-deliveries.ts'
import { listCampaigns, listSends, type SendView } from '@/lib/reports/list-sends.ts'
import { claimDeliveries } from '@/lib/storage/claim-deliveries.ts'
import { jst, makeDataset } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

const NOBODY: Actor = { kind: 'user', userId: 'u', roles: [] }
const keyOf = (channelNo: number | null): Actor => ({
  kind: 'key',
  keyId: 'k',
  channelNo,
  scopes: ['statistics:read'],
})
const ANOTHER = { code: 'send_of_another_campaign' }

async function sendsOf(world: World, channel: ChannelView, query: { campaignId?: string } = {}): Promise<SendView[]> {
  return (await listSends(world.ctx, SYSTEM, channel.id, query)).sends
}

const campaignsOf = async (world: World, channel: ChannelView) =>
  (await listCampaigns(world.ctx, SYSTEM, channel.id)).campaigns

const accept = (world: World, channel: ChannelView, more: Partial<DeliveryToAccept>) =>
  acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{}'), source: 'api', ...more })

export function describeSends(engine: Engine): void {
  describe('sends and campaigns', () => {
    it('are listed with what was counted, those heard of last first', async () => {
      const world = await makeWorld(engine)
      const channel = await makeDataset(world)
      const createdAtMs = world.nowMs
      const s1 = { sent: 2, errors: 1, share: 0.5, firstAtMs: jst('11-21T00:10:00'), lastAtMs: jst('11-21T00:20:00') }
      const s2 = { sent: 1, errors: 1, share: 1, firstAtMs: jst('11-21T01:00:00'), lastAtMs: jst('11-21T01:00:00') }
      expect(await sendsOf(world, channel)).toEqual([
        { sendId: 's2', campaignId: null, createdAtMs, ...s2 },
        { sendId: 's1', campaignId: null, createdAtMs, ...s1 },
      ])
      expect(await campaignsOf(world, channel)).toEqual([])

      world.nowMs = jst('11-21T03:00:00')
      const at = jst('11-21T02:30:00')
      await world.record(
        channel,
        attempt(at, '503', { sendId: 's1', campaignId: 'c' }),
        attempt(at, null, { campaignId: 'c' }),
      )
      // What the send had sent before it had a campaign is the campaign's too.
      expect(await campaignsOf(world, channel)).toEqual([
        {
          campaignId: 'c',
          createdAtMs: world.nowMs,
          sends: 1,
          sent: 4,
          errors: 2,
          share: 0.5,
          firstAtMs: jst('11-21T00:10:00'),
          lastAtMs: at,
        },
      ])
      expect((await sendsOf(world, channel)).map(({ sendId, campaignId, sent }) => [sendId, campaignId, sent])).toEqual(
        [
          [null, 'c', 1],
          ['s2', null, 1],
          ['s1', 'c', 3],
        ],
      )
      expect((await sendsOf(world, channel, { campaignId: 'c' })).map(({ sendId }) => sendId)).toEqual([null, 's1'])
      expect(await sendsOf(world, channel, { campaignId: 'none' })).toEqual([])
      const other = await world.channel()
      expect([await sendsOf(world, other), await campaignsOf(world, other)]).toEqual([[], []])
    })

    it('are listed page by page, whatever is heard of meanwhile', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const named = async (name: string) => accept(world, channel, { sendId: name, campaignId: `c-${name}` })
      for (const name of ['a', 'b', 'c', 'd', 'e']) await named(name)
      const seen: unknown[] = []
      const seenCampaigns: string[] = []
      let [cursor, campaignCursor]: (string | undefined)[] = []
      do {
        const page = await listSends(world.ctx, SYSTEM, channel.id, { limit: 2, cursor })
        const campaigns = await listCampaigns(world.ctx, SYSTEM, channel.id, { limit: 2, cursor: campaignCursor })
        seen.push(...page.sends.map(({ sendId }) => sendId))
        seenCampaigns.push(...campaigns.campaigns.map(({ campaignId }) => campaignId))
        ;[cursor, campaignCursor] = [page.nextCursor ?? undefined, campaigns.nextCursor ?? undefined]
        await named(`later ${seen.length}`)
      } while (cursor !== undefined)
      expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
      expect(seenCampaigns).toEqual(['c-e', 'c-d', 'c-c', 'c-b', 'c-a'])
      expect(campaignCursor).toBeUndefined()
      await expect(listSends(world.ctx, SYSTEM, channel.id, { cursor: 'no' })).rejects.toMatchObject({
        code: 'invalid_request',
      })
    })

    it('are for those who may read statistics', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      for (const list of [listSends, listCampaigns]) {
        await expect(list(world.ctx, NOBODY, channel.id)).rejects.toMatchObject({ code: 'not_found' })
        expect(await list(world.ctx, keyOf(channel.no), channel.id)).toMatchObject({ nextCursor: null })
      }
    })

    it('a send belongs to one campaign; another one is refused, alone in its batch', async () => {
      const world = await makeWorld(engine)
      const [channel, other] = [await world.channel(), await world.channel()]
      const of = (id: string, campaignId: string | null) => attempt(world.nowMs, null, { id, sendId: 's', campaignId })
      const result = await world.record(channel, of('1', null), of('2', 'c'), of('3', 'd'), of('4', null), of('5', 'c'))
      expect(result).toMatchObject({ accepted: 4, errors: [{ index: 2, ...ANOTHER, field: 'campaignId' }] })
      expect((await world.record(channel, of('3', 'd'), of('2', 'c'))).errors).toMatchObject([ANOTHER])
      // Once more under the right name: what was refused left nothing behind.
      expect(await world.record(channel, of('3', 'c'))).toMatchObject({ accepted: 1 })
      expect((await campaignsOf(world, channel)).map(({ campaignId, sent }) => [campaignId, sent])).toEqual([['c', 5]])
      // A channel has its own.
      expect(await world.record(other, of('1', 'd'))).toMatchObject({ accepted: 1 })
    })

    it('a delivery of another campaign is refused, and its attempts keep its send and campaign', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const { deliveryNo } = await accept(world, channel, { sendId: 's', campaignId: 'c' })
      const alone = await accept(world, channel, { campaignId: 'c' })
      const plain = await accept(world, channel, {})
      await expect(accept(world, channel, { sendId: 's', campaignId: 'd' })).rejects.toMatchObject(ANOTHER)
      const accepted = [
        accept(world, channel, { sendId: 't', campaignId: 'c' }),
        accept(world, channel, { sendId: 't', campaignId: 'd' }),
      ]
      expect(await Promise.allSettled(accepted)).toMatchObject([{ status: 'fulfilled' }, { reason: ANOTHER }])

      const quota = { channelNo: channel.no, most: 10, leaseUntilMs: world.nowMs + 1 }
      const claimed = await claimDeliveries(world.ctx.storage, [quota], world.nowMs)
      expect(claimed.map(({ no, sendId, campaignId }) => [no, sendId, campaignId]).slice(0, 3)).toEqual([
        [deliveryNo, 's', 'c'],
        [alone.deliveryNo, null, 'c'],
        [plain.deliveryNo, null, null],
      ])
      for (const { no, sendId, campaignId } of claimed) {
        await world.record(channel, attempt(world.nowMs, '503', { deliveryNo: no, sendId, campaignId }))
      }
      const deliveries = async (query: { sendId?: string; campaignId?: string }) =>
        (await listDeliveries(world.ctx, channel, query)).deliveries.map(({ sendId, campaignId }) => [
          sendId,
          campaignId,
        ])
      expect(await deliveries({ sendId: 's' })).toEqual([['s', 'c']])
      expect(await deliveries({ campaignId: 'c' })).toEqual([
        ['t', 'c'],
        [null, 'c'],
        ['s', 'c'],
      ])
      expect(await deliveries({ sendId: 's', campaignId: 'd' })).toEqual([])
      const attempts = async (query: { sendId?: string; campaignId?: string }) =>
        (await listAttempts(world.ctx, [channel], query)).attempts.map(({ sendId, campaignId }) => [sendId, campaignId])
      expect(await attempts({ campaignId: 'c' })).toHaveLength(3)
      expect(await attempts({ campaignId: 'c', sendId: 't' })).toEqual([['t', 'c']])
      expect(await attempts({ campaignId: 'd' })).toEqual([])
    })

    it('add up: a campaign is the sum of its sends in every list and chart, and a recount finds nothing', async () => {
      const world = await makeWorld(engine, jst('11-21T02:00:00'))
      const one = fc.record({
        sendId: fc.constantFrom(null, 's1', 's2', 's3'),
        campaignId: fc.constantFrom(null, 'c1', 'c2'),
        detail: fc.constantFrom(null, '503', 'Request timeout'),
        purpose: fc.constantFrom('delivery' as const, 'redelivery' as const, 'verification' as const),
        agoMs: fc.integer({ min: 0, max: 3 * 86_400_000 }),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(one, { minLength: 1, maxLength: 8 }), { maxLength: 5 }), async (batches) => {
          const channel = await world.channel()
          await world.database.tamper(`UPDATE aggregation_periods SET "fromMs" = 0 WHERE "channelNo" = ${channel.no}`)
          /** As the rules say: the first campaign that a send is named with is its own. */
          const campaignOf = new Map<string, string>()
          const counted: { send: string | null; own: string | null; failed: boolean; atMs: number }[] = []
          for (const batch of batches) {
            const { errors } = await world.record(
              channel,
              ...batch.map(({ agoMs, detail, ...more }) => attempt(world.nowMs - agoMs, detail, more)),
            )
            const refused: number[] = []
            batch.forEach(({ sendId: send, campaignId, detail, purpose, agoMs }, index) => {
              const known = send === null ? undefined : campaignOf.get(send)
              if (campaignId !== null && known !== undefined && known !== campaignId) refused.push(index)
              else {
                if (send !== null && campaignId !== null) campaignOf.set(send, campaignId)
                if (purpose === 'verification') return
                const own = send === null ? campaignId : null
                counted.push({ send, own, failed: detail !== null, atMs: world.nowMs - agoMs })
              }
            })
            expect(errors.map(({ index }) => index)).toEqual(refused)
          }
          const figures = (of: typeof counted) => [of.length, of.filter(({ failed }) => failed).length]
          const ofCampaign = (campaignId: string) =>
            counted.filter(
              ({ send, own }) => own === campaignId || (send !== null && campaignOf.get(send) === campaignId),
            )

          const sends = await sendsOf(world, channel)
          for (const { sendId, campaignId, sent, errors } of sends) {
            const of = counted.filter(({ send, own }) => (sendId === null ? own === campaignId : send === sendId))
            expect([sent, errors]).toEqual(figures(of))
            if (sendId !== null) expect(campaignId).toBe(campaignOf.get(sendId) ?? null)
          }
          for (const { campaignId, sent, errors, sends: withId } of await campaignsOf(world, channel)) {
            expect([sent, errors]).toEqual(figures(ofCampaign(campaignId)))
            const its = sends.filter((send) => send.campaignId === campaignId)
            expect(its.reduce((sum, send) => sum + send.sent, 0)).toBe(sent)
            expect(its.reduce((sum, send) => sum + send.errors, 0)).toBe(errors)
            expect(its.filter(({ sendId }) => sendId !== null)).toHaveLength(withId)
            const range = { fromMs: world.nowMs - 4 * 86_400_000, toMs: world.nowMs + 60_000 }
            const timeline = await errorTimeline(world.ctx, channel, { ...range, bucket: '1h', campaignId })
            expect([timeline.attempts, timeline.errors]).toEqual([sent, errors])
            for (const { startMs, attempts, errors } of timeline.series) {
              const inBar = ofCampaign(campaignId).filter(({ atMs }) => atMs >= startMs && atMs < startMs + 3_600_000)
              expect([attempts ?? 0, errors ?? 0]).toEqual(figures(inBar))
            }
            const days = await dataSeries(world.ctx, SYSTEM, { campaignId, channelId: channel.id, length: 4 })
            expect(days.reduce((sum, day) => sum + day.sent, 0)).toBe(sent)
            expect(days.reduce((sum, day) => sum + day.errors, 0)).toBe(errors)
          }
          expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
        }),
        { numRuns: 25 },
      )
    })

    it('are rebuilt exactly, and follow the days of another zone', async () => {
      const world = await makeWorld(engine)
      const channel = await makeDataset(world)
      const at = jst('11-21T01:30:00')
      await world.record(
        channel,
        attempt(at, '404', { campaignId: 'c' }),
        attempt(at, null, { sendId: 's3', campaignId: 'c' }),
      )
      const before = [await sendsOf(world, channel), await campaignsOf(world, channel)]
      await world.database.tamper(
        'UPDATE buckets SET attempts = attempts + 7, "lastAtMs" = "lastAtMs" + 1 WHERE "sendNo" > 0',
      )
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: false })
      await rebuildBuckets(world.ctx, SYSTEM)
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      expect([await sendsOf(world, channel), await campaignsOf(world, channel)]).toEqual(before)
      const moved = await updateChannel(world.ctx, SYSTEM, channel.id, { timezone: 'America/New_York' })
      expect([await sendsOf(world, moved), await campaignsOf(world, moved)]).toEqual(before)
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      const days = await dataSeries(world.ctx, SYSTEM, { campaignId: 'c', length: 2, endingAtMs: at })
      expect(days).toEqual([
        { date: '2026-11-19', sent: 0, errors: 0 },
        { date: '2026-11-20', sent: 2, errors: 1 },
      ])
    })
  })

  describe('the series of days', () => {
    it('has every day of the zone of the channel, the last with its end in it', async () => {
      const world = await makeWorld(engine)
      const channel = await makeDataset(world)
      const ask = (more: object = {}) => dataSeries(world.ctx, SYSTEM, { sendId: 's1', length: 3, ...more })
      const empty = (date: string) => ({ date, sent: 0, errors: 0 })
      const full = { date: '2026-11-21', sent: 2, errors: 1 }
      expect(await ask()).toEqual([empty('2026-11-19'), empty('2026-11-20'), full])
      expect(await ask({ endingAtMs: jst('11-22T00:00:00') - 1, length: 1 })).toEqual([full])
      expect(await ask({ endingAtMs: jst('11-22T00:00:00'), length: 2 })).toEqual([full, empty('2026-11-22')])
      expect(await ask({ endingAtMs: jst('11-20T23:59:59'), length: 1 })).toEqual([empty('2026-11-20')])
      const long = await ask({ length: 100, endingAtMs: jst('11-21T12:00:00') })
      expect([long.length, long[0]?.date, long.at(-1)]).toEqual([100, '2026-08-14', full])
      expect(new Set(long.map(({ date }) => date)).size).toBe(100)
      expect((await listSends(world.ctx, SYSTEM, channel.id)).sends).toHaveLength(2)
      for (const endingAtMs of [-1, 1e16]) {
        await expect(ask({ endingAtMs })).rejects.toMatchObject({ code: 'invalid_request' })
      }
    })

    it('has as many days where clocks change or a day was left out', async () => {
      const world = await makeWorld(engine)
      const dates = async (timezone: string, end: string) => {
        const channel = await world.channel({ timezone })
        await world.record(channel, attempt(world.nowMs, null, { sendId: timezone }))
        const days = await dataSeries(world.ctx, SYSTEM, { sendId: timezone, length: 100, endingAtMs: Date.parse(end) })
        return [days.length, new Set(days.map(({ date }) => date)).size, days.at(-1)?.date]
      }
      expect(await dates('America/New_York', '2026-11-21T12:00:00Z')).toEqual([100, 100, '2026-11-21'])
      expect(await dates('America/Santiago', '2026-09-06T12:00:00Z')).toEqual([100, 100, '2026-09-06'])
      expect(await dates('Pacific/Apia', '2012-01-15T00:00:00Z')).toEqual([100, 100, '2012-01-15'])
    })

    it('is found by whoever may read it; of several channels one must be named', async () => {
      const world = await makeWorld(engine)
      const [one, two] = [await world.channel(), await world.channel()]
      for (const [channel, count] of [
        [one, 1],
        [two, 2],
      ] as const) {
        const attempts = Array.from({ length: count }, () =>
          attempt(world.nowMs, null, { sendId: 's', campaignId: 'c' }),
        )
        await world.record(channel, ...attempts)
      }
      await world.record(one, attempt(world.nowMs, null, { sendId: 'mine' }))
      const ask = async (actor: Actor, query: object) =>
        (await dataSeries(world.ctx, actor, { length: 1, ...query })).map(({ sent }) => sent)
      expect(await ask(keyOf(one.no), { sendId: 's' })).toEqual([1])
      expect(await ask(keyOf(two.no), { campaignId: 'c' })).toEqual([2])
      expect(await ask(keyOf(null), { sendId: 'mine' })).toEqual([1])
      expect(await ask(keyOf(null), { sendId: 's', channelId: two.id })).toEqual([2])
      expect(await ask(keyOf(null), { sendId: 's', campaignId: 'c', channelId: two.id })).toEqual([2])
      for (const query of [{ sendId: 's' }, { campaignId: 'c' }]) {
        await expect(ask(keyOf(null), query)).rejects.toMatchObject({
          code: 'invalid_request',
          message: expect.stringContaining('channel_id'),
        })
      }
      const unknown: [Actor, object][] = [
        [keyOf(null), { sendId: 'none' }],
        [keyOf(null), { campaignId: 's' }],
        [keyOf(null), { sendId: 'mine', campaignId: 'c' }],
        [keyOf(two.no), { sendId: 'mine' }],
        [keyOf(two.no), { sendId: 's', channelId: one.id }],
        [NOBODY, { sendId: 'mine' }],
        [{ ...keyOf(one.no), scopes: ['attempts:write'] } as Actor, { sendId: 'mine' }],
      ]
      for (const [actor, query] of unknown) {
        await expect(ask(actor, query), JSON.stringify(query)).rejects.toMatchObject({ code: 'not_found' })
      }
    })
  })
}
