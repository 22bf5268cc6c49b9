import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { CHANNEL_SCOPES } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { BUCKET_WIDTHS, type ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import { channelOverview, overviewOf } from '@/lib/reports/channel-overview.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorOnsets } from '@/lib/reports/error-onsets.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { lastArrivals } from '@/lib/reports/last-arrivals.ts'
import { listMarks } from '@/lib/reports/list-marks.ts'
import { jst, makeDataset } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

/** Beginning of the bar in the zone, attempts, errors. */
function bars({ series, timezone }: ErrorTimeline) {
  const format = new Intl.DateTimeFormat('sv', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' })
  return series.map(({ startMs, aggregation, attempts, errors }) => [
    format.format(startMs).slice('2026-'.length),
    aggregation,
    attempts,
    errors,
  ])
}

export function describeTimeline(engine: Engine): void {
  describe('the error timeline of the dataset', () => {
    let world: World
    let channel: ChannelView
    const whole = { fromMs: jst('11-20T00:00:00'), toMs: jst('11-21T02:00:00') }

    beforeEach(async () => {
      world = await makeWorld(engine)
      channel = await makeDataset(world)
    })

    it('has the totals derived by hand', async () => {
      const timeline = await errorTimeline(world.ctx, channel, whole)
      expect(timeline).toMatchObject({ attempts: 8, errors: 6, bucket: '15m', timezone: 'Asia/Tokyo' })
      expect(timeline.causes).toEqual([
        {
          cause: 'error_status_code',
          errors: 3,
          details: [
            { detail: '503', errors: 2, firstAtMs: jst('11-21T00:00:00'), lastAtMs: jst('11-21T00:10:00') },
            { detail: '404', errors: 1, firstAtMs: jst('11-21T01:00:00'), lastAtMs: jst('11-21T01:00:00') },
          ],
        },
        {
          cause: 'request_timeout',
          errors: 2,
          details: [
            { detail: 'Request timeout', errors: 2, firstAtMs: jst('11-20T09:00:30'), lastAtMs: jst('11-20T09:01:00') },
          ],
        },
        {
          cause: 'could_not_connect',
          errors: 1,
          details: [
            {
              detail: 'Unknown host',
              errors: 1,
              firstAtMs: jst('11-20T17:59:59.999'),
              lastAtMs: jst('11-20T17:59:59.999'),
            },
          ],
        },
      ])
      expect(timeline.off).toEqual([
        { fromMs: jst('11-20T00:00:00'), toMs: jst('11-20T09:00:00') },
        { fromMs: jst('11-20T18:00:00'), toMs: jst('11-21T00:00:00') },
      ])
    })

    it('has the days of the channel’s zone and of others', async () => {
      const days = (timezone: string) => errorTimeline(world.ctx, channel, { ...whole, bucket: '1d', timezone })
      expect(bars(await days('Asia/Tokyo'))).toEqual([
        ['11-20 00:00', 'partial', 4, 3],
        ['11-21 00:00', 'on', 4, 3],
      ])
      expect(bars(await days('UTC'))).toEqual([
        ['11-19 00:00', 'off', null, null],
        ['11-20 00:00', 'partial', 8, 6],
      ])
      expect(bars(await days('America/New_York'))).toEqual([
        ['11-19 00:00', 'partial', 3, 2],
        ['11-20 00:00', 'partial', 5, 4],
      ])
      // Half an hour off: its days and hours are summed from minutes.
      expect(bars(await days('Asia/Kolkata'))).toEqual([
        ['11-19 00:00', 'off', null, null],
        ['11-20 00:00', 'partial', 8, 6],
      ])
      const hours = await errorTimeline(world.ctx, channel, { ...whole, bucket: '1h', timezone: 'Asia/Kolkata' })
      expect(bars(hours).filter(([, , attempts]) => attempts)).toEqual([
        ['11-20 05:00', 'partial', 3, 2],
        ['11-20 14:00', 'partial', 1, 1],
        ['11-20 20:00', 'partial', 3, 2],
        ['11-20 21:00', 'on', 1, 1],
      ])
    })

    it('follows the channel when its zone changes, and counts what comes then in the new days', async () => {
      for (const timezone of ['America/New_York', 'Asia/Kolkata', 'Asia/Tokyo', 'Australia/Lord_Howe']) {
        channel = await updateChannel(world.ctx, SYSTEM, channel.id, { timezone })
        await world.record(channel, attempt(jst('11-21T01:30:00')))
        expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      }
      expect(await errorTimeline(world.ctx, channel, { ...whole, bucket: '1d' })).toMatchObject({
        attempts: 12,
        errors: 6,
        timezone: 'Australia/Lord_Howe',
      })
    })

    it('filters errors by cause and detail while attempts stay whole', async () => {
      const ask = async (cause?: string | string[], detail?: string | string[]) => {
        const { attempts, errors } = await errorTimeline(world.ctx, channel, { ...whole, cause, detail })
        return [attempts, errors]
      }
      expect(await ask('error_status_code')).toEqual([8, 3])
      expect(await ask(['request_timeout', 'could_not_connect'])).toEqual([8, 3])
      expect(await ask(undefined, '404')).toEqual([8, 1])
      expect(await ask('request_timeout', '404')).toEqual([8, 0])
      const { series } = await errorTimeline(world.ctx, channel, { ...whole, cause: 'error_status_code', bucket: '1d' })
      expect(series.map(({ byDetail }) => byDetail)).toEqual([{}, { '503': 2, '404': 1 }])
    })

    it('narrows attempts and errors to a purpose or a send', async () => {
      const ask = async (more: object) => {
        const { attempts, errors } = await errorTimeline(world.ctx, channel, { ...whole, ...more })
        return [attempts, errors]
      }
      expect(await ask({ purpose: 'redelivery' })).toEqual([1, 1])
      expect(await ask({ purpose: 'verification' })).toEqual([0, 0])
      expect(await ask({ sendId: 's1' })).toEqual([2, 1])
      expect(await ask({ sendId: 's2' })).toEqual([1, 1])
      expect(await ask({ sendId: 'never sent' })).toEqual([0, 0])
      expect(await ask({ campaignId: 'none' })).toEqual([0, 0])
    })

    it('floors and ceils the range to whole bars, and defaults to the last 24 hours', async () => {
      const { fromMs, toMs } = await errorTimeline(world.ctx, channel, {
        fromMs: jst('11-20T09:00:31'),
        toMs: jst('11-20T09:01:01'),
        bucket: '5m',
      })
      expect([fromMs, toMs]).toEqual([jst('11-20T09:00:00'), jst('11-20T09:05:00')])
      const standard = await errorTimeline(world.ctx, channel)
      expect([standard.fromMs, standard.toMs, standard.series.length]).toEqual([
        jst('11-20T02:00:00'),
        jst('11-21T02:00:00'),
        96,
      ])
    })

    it('begins in 1970 where a day before the end would lie earlier', async () => {
      const { fromMs, toMs } = await errorTimeline(world.ctx, channel, { toMs: 1 })
      expect([fromMs, toMs]).toEqual([0, 60_000])
    })

    it('answers the one name of a zone, however it was asked for', async () => {
      expect((await errorTimeline(world.ctx, channel, { timezone: 'europe/BERLIN' })).timezone).toBe('Europe/Berlin')
    })

    it('names the causes and labels that there are', async () => {
      await expect(errorTimeline(world.ctx, channel, { cause: 'bad_luck' })).rejects.toThrow(
        'cause: must be one of could_not_connect, request_timeout,',
      )
      await expect(errorTimeline(world.ctx, channel, { detail: 'Bad luck' })).rejects.toThrow(
        'detail: must be a status such as 503, or one of: Connection failed,',
      )
    })

    it.each([
      ['an unknown cause', { cause: 'bad_luck' }, 'invalid_request'],
      ['an unknown detail', { detail: 'Bad luck' }, 'invalid_request'],
      ['a 2xx as a detail', { detail: '204' }, 'invalid_request'],
      ['an unknown zone', { timezone: 'Mars/Olympus' }, 'invalid_request'],
      ['an empty range', { fromMs: 5, toMs: 5 }, 'invalid_request'],
      ['a range before 1970', { fromMs: -1, toMs: 5 }, 'invalid_request'],
      ['a range of centuries', { fromMs: 0, toMs: 8.64e15 }, 'invalid_request'],
      ['1,001 bars', { fromMs: 0, toMs: 1001 * 60_000, bucket: '1m' as const }, 'too_many_buckets'],
    ])('refuses %s', async (_, query, code) => {
      await expect(errorTimeline(world.ctx, channel, query)).rejects.toMatchObject({ code })
    })

    it('is the same after a restart', async () => {
      const before = await errorTimeline(world.ctx, channel, whole)
      await world.restart()
      expect(await errorTimeline(world.ctx, channel, whole)).toEqual(before)
    })

    it('is what the overview sums up', async () => {
      const [overview, ...others] = await channelOverview(world.ctx, SYSTEM)
      expect(others).toEqual([])
      expect(overview).toMatchObject({
        // From 11-20 03:00, so that all eight are in it.
        last24h: { attempts: 8, errors: 6 },
        before24h: { attempts: 0, errors: 0 },
        // From 01:00, as the chart of an hour.
        lastHour: { attempts: 1, errors: 1 },
        // As often as 503; of equals the first in the seed's order.
        topReason: { cause: 'request_timeout', detail: 'Request timeout', errors: 2 },
        ofHour: { topReason: { cause: 'error_status_code', detail: '404', errors: 1 }, otherReasons: 0 },
        lastErrorAtMs: jst('11-21T01:00:00'),
        lastAttemptAtMs: jst('11-21T01:00:00'),
        aggregationSinceMs: jst('11-21T00:00:00'),
        offSinceMs: null,
        // Made at 08:00; before that nothing was off.
        beganAtMs: jst('11-20T08:00:00'),
      })
      const known = overview?.hours.filter(({ attempts }) => attempts !== 0)
      expect(known?.map(({ startMs, attempts }) => [new Date(startMs).getUTCHours(), attempts])).toEqual([
        ...[18, 19, 20, 21, 22, 23].map((hour) => [hour, null]),
        [0, 3],
        [8, 1],
        ...[9, 10, 11, 12, 13, 14].map((hour) => [hour, null]),
        [15, 3],
        [16, 1],
      ])
      expect(await channelOverview(world.ctx, { kind: 'user', userId: 'u', roles: [] })).toEqual([])
      const key = { kind: 'key', keyId: 'k', channelNo: channel.no, scopes: [...CHANNEL_SCOPES] } as const
      expect(await channelOverview(world.ctx, key)).toHaveLength(1)
    })
  })

  it('has the newest thousand marks of a range, oldest first', async () => {
    const world = await makeWorld(engine)
    const channel = await world.channel()
    await world.database.tamper(`DELETE FROM marks;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1002)
      INSERT INTO marks ("channelNo", "atMs", kind, label) SELECT ${channel.no}, ${world.nowMs} + i / 2, 'deploy', i FROM n`)
    const marks = await listMarks(world.ctx, channel, { fromMs: world.nowMs, toMs: world.nowMs + 501 })
    expect(marks.map(({ label }) => Number(label))).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 2))
  })

  it('says since when a quiet bot is down also where that is days ago, and nothing of one that fails now and then', async () => {
    const hour = 3_600_000
    const world = await makeWorld(engine, Date.parse('2026-11-12T00:00:00Z'))
    const [quiet, faulty] = [await world.channel(), await world.channel()]
    const nowMs = world.nowMs + 8 * 24 * hour + hour / 30
    world.nowMs = nowMs
    const downFor = 26 * hour
    const of = (detailOf: (ago: number, index: number) => string | null) =>
      Array.from({ length: 160 * 4 }, (_, index) => {
        const ago = hour / 12 + (index * hour) / 4
        return attempt(nowMs - ago, detailOf(ago, index))
      })
    await world.record(quiet, ...of((ago) => (ago < downFor ? '503' : null)))
    await world.record(faulty, ...of((_, index) => (index % 9 === 1 ? '503' : null)))
    const { onsets } = await errorOnsets(world.ctx, quiet)
    expect(onsets).toMatchObject([{ cause: 'error_status_code', detail: '503', barMs: hour }])
    expect(Math.abs((onsets[0]?.sinceMs ?? 0) - (nowMs - downFor))).toBeLessThanOrEqual(hour)
    expect((await errorOnsets(world.ctx, faulty)).onsets).toEqual([])
  })

  it('knows what last arrived at each channel, counted or not, within seven days', async () => {
    const world = await makeWorld(engine, Date.parse('2026-11-10T00:00:00Z'))
    const minute = 60_000
    const day = 1_440 * minute
    const nowMs = world.nowMs + 8 * day + 1_234
    const [busy, counted, off, old, none, again] = [
      await world.channel(),
      await world.channel(),
      await world.channel({ errorStatistics: false }),
      await world.channel(),
      await world.channel(),
      await world.channel(),
    ]
    world.nowMs = nowMs - 90 * minute
    await updateChannel(world.ctx, SYSTEM, off.id, { errorStatistics: true })
    await updateChannel(world.ctx, SYSTEM, again.id, { errorStatistics: false })
    world.nowMs = nowMs - 60 * minute
    await updateChannel(world.ctx, SYSTEM, again.id, { errorStatistics: true })
    world.nowMs = nowMs
    await world.record(busy, attempt(nowMs - 3 * day), attempt(nowMs - 2), attempt(nowMs - 1, '503'))
    await world.record(
      counted,
      attempt(nowMs - 3 * day),
      attempt(nowMs - 3 * day + 1),
      attempt(nowMs - 2 * day, '503'),
      attempt(nowMs - day, null, { purpose: 'redelivery' }),
      attempt(nowMs - day, null, { purpose: 'verification' }),
    )
    await world.record(off, attempt(nowMs - 2 * day), attempt(nowMs - 95 * minute), attempt(nowMs - 91 * minute, '503'))
    await world.record(old, attempt(nowMs - 7 * day - 1), attempt(nowMs - 1, 'Unknown host'))
    await world.record(again, attempt(nowMs - 2 * day), attempt(nowMs - 70 * minute), attempt(nowMs - 1, '503'))
    const found = await lastArrivals(world.ctx, [busy, counted, off, old, none, again])
    expect([...found].sort(([a], [b]) => a - b)).toEqual([
      [busy.no, nowMs - 2],
      [counted.no, nowMs - day],
      [off.no, nowMs - 95 * minute],
      [again.no, nowMs - 70 * minute],
    ])
    await world.record(old, attempt(nowMs - 7 * day))
    expect(await lastArrivals(world.ctx, [old])).toEqual(new Map([[old.no, nowMs - 7 * day]]))
  })

  // | minutes ago | 9   | 4                                 | 3                   | 1   |
  // | came        | 503 | arrived, then 503 in that minute  | 503 twice, 1 resent | 503 |
  it('counts first tries that failed since the last minute in which something arrived', async () => {
    const minute = 60_000
    const world = await makeWorld(engine)
    const start = Math.floor(world.nowMs / minute) * minute
    world.nowMs = start + 30 * minute
    const at = (minutesAgo: number) => world.nowMs - minutesAgo * minute
    const channel = await world.channel()
    world.nowMs = start + 60 * minute
    await world.record(
      channel,
      attempt(at(9), '503'),
      attempt(at(4)),
      attempt(at(4) + 1, '503'),
      attempt(at(3), '503'),
      attempt(at(3) + 1, '503'),
      attempt(at(3) + 2, '503', { purpose: 'redelivery' }),
      attempt(at(1), '503'),
    )
    const failedInARow = async () => (await overviewOf(world.ctx, [channel]))[0]?.failedInARow
    expect(await failedInARow()).toBe(3)
    await world.record(channel, attempt(at(0), null, { purpose: 'redelivery' }))
    expect(await failedInARow()).toBe(0)
    // In the minute after an arrival what is refused is known first; in the one after that it says something.
    world.nowMs += minute
    await world.record(channel, attempt(at(0), '503'))
    expect(await failedInARow()).toBe(0)
    world.nowMs += minute
    await world.record(channel, attempt(at(0), '503'))
    expect(await failedInARow()).toBe(2)
  })

  it('counts the last day and the one before as the overview does, whenever one looks', async () => {
    const day = 86_400_000
    const quarter = 15 * 60_000
    const startMs = Date.parse('2026-11-18T00:00:00Z')
    const world = await makeWorld(engine)
    const now = fc.record({
      quarters: fc.integer({ min: 0, max: 95 }),
      into: fc.constantFrom(0, 1, quarter / 2, quarter - 1),
    })
    // Around where both days begin and end, at their very edges too.
    const at = fc.record({
      daysAgo: fc.constantFrom(0, 1, 2),
      quarters: fc.integer({ min: -5, max: 5 }),
      into: fc.constantFrom(0, 1, quarter - 1),
    })
    await fc.assert(
      fc.asyncProperty(now, fc.array(at, { minLength: 1, maxLength: 40 }), async ({ quarters, into }, some) => {
        const nowMs = startMs + 3 * day + quarters * quarter + into
        world.nowMs = startMs
        const channel = await world.channel({ timezone: 'Asia/Tokyo' })
        world.nowMs = nowMs
        const times = some
          .map((one) => nowMs - into - one.daysAgo * day + one.quarters * quarter + one.into)
          // A range that ends now has nothing of this very millisecond.
          .filter((time) => time < nowMs)
        await world.record(channel, ...times.map((time, index) => attempt(time, index % 2 ? '503' : null)))
        const asked = { fromMs: nowMs - day, toMs: nowMs, bucket: '15m', compare: 'previous' } as const
        const { attempts, errors, previous } = await errorTimeline(world.ctx, channel, asked)
        expect((await overviewOf(world.ctx, [channel]))[0]).toMatchObject({
          last24h: { attempts, errors },
          before24h: { attempts: previous?.attempts, errors: previous?.errors },
        })
      }),
      { numRuns: 30 },
    )
  })

  it('sums to the same totals in every width and zone', async () => {
    const day = 86_400_000
    const startMs = Date.parse('2026-10-31T00:00:00Z')
    const attempts = fc.array(
      fc.record({
        // Both changes of clocks of the autumn, in New York and on Lord Howe Island, lie within.
        at: fc.integer({ min: startMs, max: startMs + 3 * day }),
        detail: fc.constantFrom(null, 'Request timeout', 'Unknown host', '503'),
      }),
      { minLength: 1, maxLength: 60 },
    )
    const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
    const world = await makeWorld(engine)
    await fc.assert(
      fc.asyncProperty(attempts, fc.constantFrom(...zones), async (some, ownZone) => {
        world.nowMs = startMs
        const channel = await world.channel({ timezone: ownZone })
        world.nowMs = startMs + 4 * day
        await world.record(channel, ...some.map(({ at, detail }) => attempt(at, detail)))
        const errors = some.filter(({ detail }) => detail !== null).length
        for (const timezone of zones) {
          for (const bucket of BUCKET_WIDTHS.filter((width) => width !== '1m')) {
            const query = { fromMs: startMs, toMs: startMs + 3 * day + 1, bucket, timezone }
            const timeline = await errorTimeline(world.ctx, channel, query)
            expect([timeline.attempts, timeline.errors]).toEqual([some.length, errors])
            const sum = (of: 'attempts' | 'errors') => timeline.series.reduce((total, bar) => total + (bar[of] ?? 0), 0)
            expect([sum('attempts'), sum('errors')]).toEqual([some.length, errors])
            for (const [index, bar] of timeline.series.entries()) {
              const endMs = timeline.series[index + 1]?.startMs ?? timeline.toMs
              const within = some.filter(({ at }) => at >= bar.startMs && at < endMs)
              expect(bar.attempts ?? 0).toBe(within.length)
            }
          }
        }
      }),
      { numRuns: 8 },
    )
  })
}
