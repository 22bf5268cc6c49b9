import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { BUCKET_WIDTHS } from '@/lib/domain/statistics/report-types.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { responseTimes } from '@/lib/reports/response-times.ts'
import { jst, makeDataset } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, type World } from '../world.ts'

const MINUTE = 60_000
const NONE = { attempts: 0, p50Ms: null, p95Ms: null, p99Ms: null }

async function record(
  world: World,
  channel: ChannelView,
  attempts: readonly [atMs: number, tookMs: number, ok: boolean][],
) {
  await world.record(
    channel,
    ...attempts.map(([atMs, durationMs, ok]) => attempt(atMs, ok ? null : 'Request timeout', { durationMs })),
  )
}

export function describeResponseTimes(engine: Engine): void {
  describe('response times', () => {
    it('are those of counted attempts alone, successes and failures apart, unknown while off', async () => {
      const world = await makeWorld(engine)
      const channel = await makeDataset(world)
      const whole = { fromMs: jst('11-20T00:00:00'), toMs: jst('11-21T02:00:00') }
      const times = await responseTimes(world.ctx, channel, { ...whole, bucket: '1h' })
      expect(times).toMatchObject({
        successes: { attempts: 2, p50Ms: 100, p95Ms: 100, p99Ms: 100 },
        failures: { attempts: 6, p50Ms: 100, p95Ms: 100, p99Ms: 100 },
        nearLimit: { aboveMs: 1_400, attempts: 0, of: 2 },
        timeLimitMs: 2_000,
        off: [
          { fromMs: jst('11-20T00:00:00'), toMs: jst('11-20T09:00:00') },
          { fromMs: jst('11-20T18:00:00'), toMs: jst('11-21T00:00:00') },
        ],
      })
      expect(times.series[8]).toMatchObject({ aggregation: 'off', successes: null, failures: null })
      expect(times.series[9]).toMatchObject({ successes: { attempts: 1 }, failures: { attempts: 2 } })
      expect(times.series[10]).toMatchObject({ successes: NONE, failures: NONE })
    })

    it('are the same percentiles from minutes, hours and days, in zones that share none of their bounds', async () => {
      const world = await makeWorld(engine, jst('11-21T12:00:00'))
      const channel = await world.channel({ timezone: 'Asia/Tokyo' })
      world.nowMs = jst('11-22T12:00:00')
      const at = fc.integer({ min: jst('11-21T12:00:00'), max: jst('11-22T12:00:00') - 1 })
      const some = fc.sample(fc.tuple(at, fc.integer({ min: 0, max: 4_000 }), fc.boolean()), { numRuns: 300, seed: 7 })
      await record(world, channel, some)
      const range = { fromMs: jst('11-21T00:00:00'), toMs: jst('11-23T00:00:00') }
      const asked = BUCKET_WIDTHS.filter((bucket) => bucket !== '1m').flatMap((bucket) =>
        ['Asia/Tokyo', 'UTC', 'Asia/Kolkata'].map((timezone) => ({ ...range, bucket, timezone })),
      )
      const exact = (ok: boolean, q: number) => {
        const sorted = some.filter((one) => one[2] === ok).map((one) => one[1])
        return sorted.sort((a, b) => a - b)[Math.ceil(q * sorted.length) - 1] ?? Number.NaN
      }
      for (const query of asked) {
        const times = await responseTimes(world.ctx, channel, query)
        for (const [found, ok] of [
          [times.successes, true],
          [times.failures, false],
        ] as const) {
          expect(found.attempts).toBe(some.filter((one) => one[2] === ok).length)
          for (const [ms, q] of [
            [found.p50Ms, 0.5],
            [found.p95Ms, 0.95],
            [found.p99Ms, 0.99],
          ] as const) {
            expect(Math.abs((ms ?? Number.NaN) - exact(ok, q))).toBeLessThanOrEqual(exact(ok, q) * 0.01)
          }
        }
        // The bars have the attempts that the chart of errors has.
        const errors = await errorTimeline(world.ctx, channel, query)
        expect(
          times.series.map(({ startMs, successes, failures }) => [startMs, successes?.attempts, failures?.attempts]),
        ).toEqual(
          errors.series.map((bar) => [
            bar.startMs,
            bar.attempts === null ? undefined : bar.attempts - (bar.errors ?? 0),
            bar.errors ?? undefined,
          ]),
        )
      }
    })

    it('are null without attempts, and say how many successes come near the limit', async () => {
      const world = await makeWorld(engine, jst('11-21T12:00:00'))
      const channel = await world.channel()
      const range = { fromMs: world.nowMs, toMs: world.nowMs + 10 * MINUTE }
      world.nowMs += 10 * MINUTE
      expect(await responseTimes(world.ctx, channel, range)).toMatchObject({
        successes: NONE,
        failures: NONE,
        nearLimit: { attempts: 0, of: 0 },
      })
      await record(world, channel, [
        [range.fromMs, 1_399, true],
        [range.fromMs, 1_500, true],
        [range.fromMs + MINUTE, 2_000, false],
      ])
      const times = await responseTimes(world.ctx, channel, range)
      expect(times.nearLimit).toEqual({ aboveMs: 1_400, attempts: 1, of: 2 })
      expect(times.series[0]).toMatchObject({ successes: { attempts: 2 }, failures: NONE })
    })
  })
}
