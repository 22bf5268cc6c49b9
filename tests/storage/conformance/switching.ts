import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { aggregationPeriods } from '@/lib/reports/aggregation-periods.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM } from '../world.ts'

export function describeSwitching(engine: Engine): void {
  describe('switching statistics', () => {
    it('opens and closes a period, told by whom and why', async () => {
      const world = await makeWorld(engine)
      const start = world.nowMs
      const channel = await world.channel({ errorStatistics: false })
      const user = { kind: 'user', userId: 'u1', roles: [{ channelNo: 0, role: 'admin' }] } as const
      const at = async (ms: number, patch: Parameters<typeof updateChannel>[3]) => {
        world.nowMs = start + ms
        return updateChannel(world.ctx, user, channel.id, patch)
      }
      await at(10, { errorStatistics: true })
      await at(20, { errorStatistics: false })
      await at(30, { errorStatistics: true })
      expect(await at(40, { useWebhook: false })).toMatchObject({ useWebhook: false, errorStatistics: false })
      await at(50, { useWebhook: true })
      await at(60, { errorStatistics: true })
      const periods = await aggregationPeriods(world.ctx, channel)
      expect(periods.map(({ fromMs, toMs, endReason }) => [fromMs - start, toMs && toMs - start, endReason])).toEqual([
        [10, 20, 'statistics_off'],
        [30, 40, 'use_webhook_off'],
        [60, null, null],
      ])
      expect(new Set(periods.map(({ startedBy }) => startedBy))).toEqual(new Set(['user:u1']))
      world.nowMs = start + 70
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      expect((await aggregationPeriods(world.ctx, channel)).at(-1)).toMatchObject({
        toMs: start + 70,
        endReason: 'deleted',
      })
      await expect(findChannel(world.ctx, SYSTEM, channel.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('is refused without the webhook, and then changes nothing', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel({ useWebhook: false, errorStatistics: false })
      const refused = updateChannel(world.ctx, SYSTEM, channel.id, { name: 'Other', errorStatistics: true })
      await expect(refused).rejects.toMatchObject({ code: 'use_webhook_is_off' })
      expect(await findChannel(world.ctx, SYSTEM, channel.id)).toEqual(channel)
      expect(await aggregationPeriods(world.ctx, channel)).toEqual([])
      await expect(world.channel({ useWebhook: false })).rejects.toMatchObject({ code: 'use_webhook_is_off' })
    })

    it('leaves no period of no length, and loses none, within one millisecond', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const turn = (errorStatistics: boolean) => updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics })
      await turn(false)
      expect(await aggregationPeriods(world.ctx, channel)).toEqual([])
      await Promise.all([turn(true), turn(false), turn(true), turn(false), turn(true)])
      expect(await aggregationPeriods(world.ctx, channel)).toMatchObject([{ fromMs: world.nowMs, toMs: null }])
      world.nowMs += 5
      await Promise.all([turn(false), turn(true)])
      expect(await aggregationPeriods(world.ctx, channel)).toMatchObject([
        { fromMs: world.nowMs - 5, toMs: world.nowMs },
        { fromMs: world.nowMs, toMs: null },
      ])
    })

    it('keeps periods in order, apart and as long as they were, in any order of switches and clocks', async () => {
      const step = fc.record({
        tickMs: fc.integer({ min: -30, max: 60 }),
        patch: fc.constantFrom(
          { errorStatistics: true, useWebhook: true },
          { errorStatistics: false },
          { useWebhook: false },
        ),
      })
      const world = await makeWorld(engine)
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          const channel = await world.channel({ errorStatistics: false })
          for (const { tickMs, patch } of steps) {
            world.nowMs += tickMs
            await updateChannel(world.ctx, SYSTEM, channel.id, patch)
            const periods = await aggregationPeriods(world.ctx, channel)
            const { errorStatistics } = await findChannel(world.ctx, SYSTEM, channel.id)
            expect(periods.filter(({ toMs }) => toMs === null)).toHaveLength(errorStatistics ? 1 : 0)
            for (const [index, { fromMs, toMs }] of periods.entries()) {
              const nextMs = periods[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
              expect(toMs ?? nextMs).toBeGreaterThan(fromMs)
              expect(toMs ?? nextMs).toBeLessThanOrEqual(nextMs)
            }
          }
        }),
        { numRuns: 25 },
      )
    })

    it('rewrites nothing: what was counted stays counted, what was not stays out', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await world.record(channel, attempt(world.nowMs, '503', { id: 'on' }))
      world.nowMs += 10
      await updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics: false })
      await world.record(channel, attempt(world.nowMs, '503', { id: 'off' }))
      world.nowMs += 10
      await updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics: true })
      await world.restart()
      const { attempts } = await listAttempts(world.ctx, [channel])
      expect(attempts.map(({ id, counted }) => [id, counted])).toEqual([
        ['off', false],
        ['on', true],
      ])
    })

    it('leaves marks for the chart, and so does a new URL', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics: false })
      await updateChannel(world.ctx, SYSTEM, channel.id, { webhookUrl: 'https://bot.example/' })
      await updateChannel(world.ctx, SYSTEM, channel.id, { webhookUrl: 'https://bot.example/' })
      expect(await world.database.look('SELECT kind, label FROM marks ORDER BY no')).toEqual([
        { kind: 'statistics_on', label: '' },
        { kind: 'statistics_off', label: '' },
        { kind: 'webhook_url', label: 'https://bot.example/' },
      ])
    })
  })
}
