import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { purgeDeletedChannels } from '@/lib/commands/purge-deleted-channels.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { DELIVERY_STATES, type DeliveryState } from '@/lib/domain/delivery.ts'
import type { DeliverySums } from '@/lib/domain/statistics/delivery-timeline.ts'
import { BUCKET_WIDTHS } from '@/lib/domain/statistics/report-types.ts'
import { channelOverview, overviewOf } from '@/lib/reports/channel-overview.ts'
import { deliveryTimeline } from '@/lib/reports/delivery-timeline.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { jst } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const forever = new AbortController().signal

type Accepted = { at: number; state: DeliveryState; attempts: number }

/** Deliveries as they lie in the table; the ways that lead there are tested where they are. */
async function store(world: World, { no }: ChannelView, deliveries: readonly Accepted[]): Promise<void> {
  const rows = deliveries.map(
    ({ at, state, attempts }, index) => `('${no}-${at}-${index}', ${no}, '${state}', ${attempts}, ${at}, 'api')`,
  )
  await world.database.tamper(
    `INSERT INTO deliveries (id, "channelNo", state, attempts, "createdAtMs", source) VALUES ${rows.join(', ')}`,
  )
}

/** What is counted, and what counting again comes to, in the same order. */
async function countsAndRecount(world: World) {
  const key = '"channelNo", width, "startMs", state, redelivered'
  const recount = [
    [1, 60_000],
    [2, HOUR],
  ].map(
    ([width, ms]) => `SELECT "channelNo", ${width} AS width, "createdAtMs" - "createdAtMs" % ${ms} AS "startMs", state,
      attempts > 1 AS redelivered, count(*) AS deliveries FROM deliveries GROUP BY 1, 2, 3, 4, 5`,
  )
  return {
    counts: await world.database.look(`SELECT ${key}, deliveries FROM delivery_counts ORDER BY ${key}`),
    recount: await world.database.look(`SELECT * FROM (${recount.join(' UNION ALL ')}) ORDER BY ${key}`),
  }
}

const sums = (more: Partial<DeliverySums> = {}): DeliverySums => {
  const none = { accepted: 0, delivered: 0, redelivered: 0, failed: 0, pending: 0, skipped: 0 }
  return { ...none, ...more }
}

function sumUp(deliveries: readonly Accepted[]): DeliverySums {
  const of = (state: DeliveryState) => deliveries.filter((one) => one.state === state).length
  return {
    accepted: deliveries.length,
    delivered: of('delivered'),
    redelivered: deliveries.filter(({ state, attempts }) => state === 'delivered' && attempts > 1).length,
    failed: of('failed'),
    pending: of('pending'),
    skipped: of('skipped'),
  }
}

export function describeDeliveryCounts(engine: Engine): void {
  describe('the counts of deliveries', () => {
    it('are what counting again comes to, whatever happens to deliveries, and none of them is empty', async () => {
      const channelNo = fc.integer({ min: 1, max: 2 })
      const state = fc.constantFrom(...DELIVERY_STATES)
      // Two hours, so that deliveries share minutes and hours.
      const at = fc.integer({ min: 0, max: 2 * HOUR }).map((ms) => Date.parse('2026-11-21T10:30:00Z') + ms)
      const some = fc.integer({ min: 1, max: 3 })
      const step = fc.oneof(
        fc.record({ kind: fc.constant('accept' as const), channelNo, at, n: some }),
        fc.record({ kind: fc.constant('change' as const), state, attempts: fc.integer({ min: 0, max: 2 }), n: some }),
        fc.record({ kind: fc.constant('purge' as const), channelNo }),
      )
      const sqlOf = (steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) =>
        steps.map((one, index) => {
          switch (one.kind) {
            case 'accept':
              return `WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ${one.n})
                INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", source)
                SELECT '${index}-' || n, ${one.channelNo}, 'pending', ${one.at}, 'api' FROM copies`
            case 'change':
              // Several rows in one statement, as a flush does it; also those that stay as they are.
              return `UPDATE deliveries SET state = '${one.state}', attempts = attempts + ${one.attempts}
                WHERE no % ${one.n} = 0`
            case 'purge':
              return `DELETE FROM deliveries WHERE "channelNo" = ${one.channelNo};
                DELETE FROM delivery_counts WHERE "channelNo" = ${one.channelNo}`
            default:
              return one satisfies never
          }
        })
      const world = await makeWorld(engine)
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const empty = 'DELETE FROM deliveries; DELETE FROM delivery_counts'
          await world.database.tamper([empty, ...sqlOf(steps)].join(';\n'))
          const { counts, recount } = await countsAndRecount(world)
          expect(counts).toEqual(recount)
        }),
        { numRuns: 60 },
      )
    })

    it('follow what is accepted and recorded by Todoku itself, and go with the channel', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const body = Buffer.from('{}')
      const accept = () => acceptDelivery(world.ctx, SYSTEM, channel, { body, source: 'api' })
      await accept()
      const { deliveryNo } = await accept()
      await world.ctx.storage.writer.run((db) => [
        db.$executeRaw`UPDATE deliveries SET state = 'delivered', attempts = 2 WHERE no = ${deliveryNo}`,
      ])
      world.nowMs += 1
      const { counts, recount } = await countsAndRecount(world)
      expect(counts).toEqual(recount)
      expect((await deliveryTimeline(world.ctx, channel)).total).toEqual(
        sums({ accepted: 2, pending: 1, delivered: 1, redelivered: 1 }),
      )
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      await purgeDeletedChannels(world.ctx, SYSTEM, forever)
      expect(await countsAndRecount(world)).toEqual({ counts: [], recount: [] })
    })
  })

  describe('the delivery timeline', () => {
    it('puts each delivery into the bar in which it was accepted, as what it is by now', async () => {
      const world = await makeWorld(engine, jst('11-21T02:00:00'))
      const channel = await world.channel({ errorStatistics: false })
      await store(world, channel, [
        { at: jst('11-20T23:59:59.999'), state: 'delivered', attempts: 1 },
        { at: jst('11-21T00:00:00'), state: 'delivered', attempts: 3 },
        { at: jst('11-21T00:00:00'), state: 'failed', attempts: 4 },
        { at: jst('11-21T01:59:00'), state: 'pending', attempts: 0 },
        { at: jst('11-21T01:59:00'), state: 'skipped', attempts: 1 },
      ])
      const query = { fromMs: jst('11-20T22:00:00'), toMs: jst('11-21T04:00:00'), bucket: '2h' } as const
      const timeline = await deliveryTimeline(world.ctx, channel, query)
      expect(timeline).toMatchObject({ bucket: '2h', timezone: 'Asia/Tokyo', fromMs: query.fromMs, toMs: query.toMs })
      expect(timeline.series).toEqual([
        { startMs: jst('11-20T22:00:00'), sums: sums({ accepted: 1, delivered: 1 }) },
        {
          startMs: jst('11-21T00:00:00'),
          sums: sums({ accepted: 4, delivered: 1, redelivered: 1, failed: 1, pending: 1, skipped: 1 }),
        },
        { startMs: jst('11-21T02:00:00'), sums: sums() },
      ])
      expect(timeline.total).toEqual(
        sums({ accepted: 5, delivered: 2, redelivered: 1, failed: 1, pending: 1, skipped: 1 }),
      )
      const later = await deliveryTimeline(world.ctx, channel, { ...query, toMs: jst('11-21T06:00:00') })
      expect(later.series.at(-1)).toEqual({ startMs: jst('11-21T04:00:00'), sums: null })
    })

    it('sums to the same totals in every width and zone', async () => {
      const startMs = Date.parse('2026-10-31T00:00:00Z')
      const accepted = fc.array(
        fc.record({
          // Both changes of clocks of the autumn, in New York and on Lord Howe Island, lie within.
          at: fc.integer({ min: startMs, max: startMs + 3 * DAY }),
          state: fc.constantFrom(...DELIVERY_STATES),
          attempts: fc.integer({ min: 0, max: 3 }),
        }),
        { minLength: 1, maxLength: 60 },
      )
      const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
      const world = await makeWorld(engine, startMs + 4 * DAY)
      await fc.assert(
        fc.asyncProperty(accepted, async (some) => {
          const channel = await world.channel()
          await store(world, channel, some)
          for (const timezone of zones) {
            for (const bucket of BUCKET_WIDTHS.filter((width) => width !== '1m')) {
              const query = { fromMs: startMs, toMs: startMs + 3 * DAY + 1, bucket, timezone }
              const { total, series, toMs } = await deliveryTimeline(world.ctx, channel, query)
              expect(total).toEqual(sumUp(some))
              expect(total.accepted).toBe(total.delivered + total.failed + total.pending + total.skipped)
              for (const [index, bar] of series.entries()) {
                const endMs = series[index + 1]?.startMs ?? toMs
                expect(bar.sums).toEqual(sumUp(some.filter(({ at }) => at >= bar.startMs && at < endMs)))
              }
            }
          }
        }),
        { numRuns: 6 },
      )
    })

    it('tells attempts of redelivery that were counted, and where nothing was counted that it does not know', async () => {
      const world = await makeWorld(engine, jst('11-21T02:00:00'))
      const channel = await world.channel({ errorStatistics: false })
      expect((await deliveryTimeline(world.ctx, channel)).redeliveryAttempts).toBeNull()
      await updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics: true })
      world.nowMs = jst('11-21T03:00:00')
      await world.record(
        channel,
        attempt(jst('11-21T02:10:00'), '503', { purpose: 'redelivery' }),
        attempt(jst('11-21T02:20:00'), null, { purpose: 'redelivery' }),
        attempt(jst('11-21T02:30:00'), null),
      )
      expect((await deliveryTimeline(world.ctx, channel)).redeliveryAttempts).toBe(2)
      const after = { fromMs: jst('11-21T02:40:00'), toMs: jst('11-21T02:50:00') }
      expect((await deliveryTimeline(world.ctx, channel, after)).redeliveryAttempts).toBe(0)
    })

    it.each([
      ['an unknown zone', { timezone: 'Mars/Olympus' }, 'invalid_request'],
      ['an empty range', { fromMs: 5, toMs: 5 }, 'invalid_request'],
      ['1,001 bars', { fromMs: 0, toMs: 1001 * 60_000, bucket: '1m' as const }, 'too_many_buckets'],
    ])('refuses %s', async (_, query, code) => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await expect(deliveryTimeline(world.ctx, channel, query)).rejects.toMatchObject({ code })
    })
  })

  describe('what waits', () => {
    it('is told of each channel by the overview, with who is suspended, and of one as of all', async () => {
      const world = await makeWorld(engine, jst('11-21T02:00:00'))
      const busy = await world.channel({ name: 'Busy' })
      const idle = await world.channel({ name: 'Idle' })
      await store(world, busy, [
        { at: jst('11-21T01:00:00'), state: 'delivered', attempts: 1 },
        { at: jst('11-21T01:20:00'), state: 'pending', attempts: 2 },
        { at: jst('11-21T01:40:00'), state: 'pending', attempts: 0 },
        { at: jst('11-21T01:50:00'), state: 'skipped', attempts: 0 },
      ])
      await world.database.tamper(`INSERT INTO channel_deliveries ("channelNo", "suspendedAtMs", "nextProbeAtMs")
        VALUES (${busy.no}, ${jst('11-21T01:30:00')}, ${jst('11-21T02:01:00')})`)
      const overview = await channelOverview(world.ctx, SYSTEM)
      expect(overview.map(({ channel, waiting }) => [channel.name, waiting])).toEqual([
        ['Busy', { pending: 2, oldestAtMs: jst('11-21T01:20:00'), suspendedAtMs: jst('11-21T01:30:00') }],
        ['Idle', { pending: 0, oldestAtMs: null, suspendedAtMs: null }],
      ])
      expect(await overviewOf(world.ctx, [idle])).toEqual(overview.slice(1))
      expect(await overviewOf(world.ctx, [])).toEqual([])
    })
  })

  describe('marks', () => {
    it('tell what changed in the range of a chart, oldest first, of its channel alone', async () => {
      const world = await makeWorld(engine, jst('11-21T00:00:00'))
      const channel = await world.channel({ errorStatistics: false })
      const other = await world.channel({ errorStatistics: false })
      const at = async (time: string, change: Parameters<typeof updateChannel>[3], of = channel) => {
        world.nowMs = jst(time)
        await updateChannel(world.ctx, SYSTEM, of.id, change)
      }
      await at('11-21T00:30:00', { errorStatistics: true })
      await at('11-21T01:00:00', { errorStatistics: false })
      await at('11-21T01:10:00', { webhookUrl: 'https://bot.example/2' })
      await at('11-21T01:20:00', { errorStatistics: true }, other)
      await at('11-21T02:00:00', { errorStatistics: true })
      const query = { fromMs: jst('11-21T01:00:00'), toMs: jst('11-21T02:00:00') }
      expect((await errorTimeline(world.ctx, channel, query)).marks).toEqual([
        { atMs: jst('11-21T01:00:00'), kind: 'statistics_off', label: '' },
        { atMs: jst('11-21T01:10:00'), kind: 'webhook_url', label: 'https://bot.example/2' },
      ])
    })
  })
}
