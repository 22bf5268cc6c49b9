import { beforeEach, describe, expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { rebuildBuckets } from '@/lib/commands/rebuild-buckets.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { jst, makeDataset } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

export function describeRecount(engine: Engine): void {
  describe('the recount', () => {
    let world: World
    let channel: ChannelView
    const whole = { fromMs: jst('11-20T00:00:00'), toMs: jst('11-21T02:00:00') }

    beforeEach(async () => {
      world = await makeWorld(engine)
      channel = await makeDataset(world)
    })

    const differences = async () => {
      const { clean, channels } = await checkStorage(world.ctx)
      expect(clean).toBe(channels[0]?.differenceCount === 0)
      return channels[0]?.differenceCount ?? 0
    }

    it('of what was recorded is clean', async () => {
      const { clean, channels } = await checkStorage(world.ctx)
      expect(clean).toBe(true)
      expect(channels).toMatchObject([{ name: 'Shop', attempts: 13, counted: 8, countedVerifications: 0 }])
    })

    it.each([
      [
        'a count that is too high',
        'UPDATE buckets SET attempts = attempts + 1 WHERE width = 1 AND reason = 1404 AND "sendNo" = 0',
        1,
      ],
      ['a missing hour', 'DELETE FROM buckets WHERE width = 2 AND reason = 10', 1],
      [
        'a bucket that nothing belongs in',
        `INSERT INTO buckets VALUES (1, 0, 3, ${jst('11-20T00:00:00')}, 0, 1599, 1, 1, 1)`,
        1,
      ],
      [
        'a bucket of a day long gone',
        `INSERT INTO buckets VALUES (1, 0, 1, ${jst('09-20T00:00:00')}, 0, 1599, 1, 1, 1)`,
        1,
      ],
      [
        'a bucket of a send that never was',
        `INSERT INTO buckets VALUES (1, 99, 1, ${jst('11-20T00:00:00')}, 0, 0, 1, 1, 1)`,
        1,
      ],
      [
        'a first time that is wrong',
        'UPDATE buckets SET "firstAtMs" = "firstAtMs" + 1 WHERE width = 3 AND reason = 1503 AND "sendNo" = 0',
        1,
      ],
      [
        'a wrong count of a send',
        'UPDATE buckets SET attempts = 7 WHERE width = 1 AND reason = 1404 AND "sendNo" > 0',
        1,
      ],
      // Three attempts that arrived: two of them in one hour and in one day of Tokyo's, all counted by three widths.
      ['missing durations', 'DELETE FROM duration_buckets WHERE failed = 0', 6],
    ])('finds %s, and rebuilding corrects it', async (_, sql, count) => {
      const before = await errorTimeline(world.ctx, channel, whole)
      await world.database.tamper(sql)
      expect(await differences()).toBe(count)
      expect(await rebuildBuckets(world.ctx, SYSTEM)).toMatchObject({ corrected: count })
      expect(await differences()).toBe(0)
      expect(await rebuildBuckets(world.ctx, SYSTEM)).toMatchObject({ corrected: 0 })
      expect(await errorTimeline(world.ctx, channel, whole)).toEqual(before)
    })

    it('puts durations of any length into the bins that recording put them into', async () => {
      const lengths = Array.from({ length: 31 }, (_, power) => [
        2 ** power - 1,
        2 ** power,
        2 ** power + 1,
        1.5 * 2 ** power,
      ])
      const durations = [...lengths.flat(), 2 ** 31 - 1, 2 ** 40, 0.4]
      await world.record(channel, ...durations.map((durationMs) => attempt(world.nowMs, null, { durationMs })))
      expect(await differences()).toBe(0)
      const [stored] = await world.database.look(
        'SELECT count(*) AS bins, sum(attempts) AS attempts FROM duration_buckets WHERE width = 3',
      )
      expect(stored?.attempts).toBe(durations.length + 8)
      expect(Number(stored?.bins)).toBeGreaterThan(80)
    })

    it('makes everything anew from attempts alone', async () => {
      const before = await errorTimeline(world.ctx, channel, whole)
      await world.database.tamper('DELETE FROM buckets; DELETE FROM duration_buckets')
      await rebuildBuckets(world.ctx, SYSTEM)
      expect(await differences()).toBe(0)
      expect(await errorTimeline(world.ctx, channel, whole)).toEqual(before)
    })

    it('leaves days alone whose attempts were pruned', async () => {
      const before = await errorTimeline(world.ctx, channel, whole)
      const fromMs = jst('11-21T00:00:00')
      await world.database.tamper(
        `DELETE FROM attempts WHERE "startedAtMs" < ${fromMs}; UPDATE channels SET "attemptsFromMs" = ${fromMs}`,
      )
      expect(await differences()).toBe(0)
      await rebuildBuckets(world.ctx, SYSTEM)
      expect(await errorTimeline(world.ctx, channel, whole)).toEqual(before)
    })

    it('beside a busy recorder loses nothing', async () => {
      const recording = Promise.all(
        Array.from({ length: 30 }, (_, index) => world.record(channel, attempt(world.nowMs - index * 1000, '503'))),
      )
      await Promise.all([rebuildBuckets(world.ctx, SYSTEM), recording])
      await rebuildBuckets(world.ctx, SYSTEM)
      expect(await differences()).toBe(0)
      expect(await errorTimeline(world.ctx, channel, { ...whole, toMs: world.nowMs + 1 })).toMatchObject({
        attempts: 38,
      })
    })

    it('accounts for deliveries', async () => {
      await acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{}'), source: 'api' })
      expect((await checkStorage(world.ctx)).clean).toBe(true)
      await world.database.tamper('UPDATE deliveries SET attempts = 1')
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: false, channels: [{ miscountedDeliveries: 1 }] })
      await world.database.tamper('UPDATE deliveries SET attempts = 0; DELETE FROM delivery_bodies')
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: false, channels: [{ deliveriesWithoutBody: 1 }] })
    })

    it('finds and repairs counts of deliveries that differ from the deliveries', async () => {
      await acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{}'), source: 'api' })
      const wrong = async () => (await checkStorage(world.ctx)).channels[0]?.wrongDeliveryCounts
      expect(await wrong()).toBe(0)
      await world.database.tamper('UPDATE delivery_counts SET deliveries = deliveries + 1 WHERE width = 1')
      expect(await wrong()).toBe(1)
      await world.database.tamper('DELETE FROM delivery_counts WHERE width = 2')
      expect(await wrong()).toBe(2)
      await world.database.tamper(`INSERT INTO delivery_counts VALUES (${channel.no}, 2, 0, 'failed', 1, 3)`)
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: false, channels: [{ wrongDeliveryCounts: 3 }] })
      expect(await rebuildBuckets(world.ctx, SYSTEM)).toMatchObject({ corrected: 3 })
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ wrongDeliveryCounts: 0 }] })
    })

    it('is for those who manage the instance', async () => {
      const key = { kind: 'key', keyId: 'k', channelNo: channel.no, scopes: ['channel:manage'] } as const
      await expect(rebuildBuckets(world.ctx, key)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
