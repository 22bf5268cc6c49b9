import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { importErrors, undoImport } from '@/lib/commands/import-errors.ts'
import { rebuildBuckets } from '@/lib/commands/rebuild-buckets.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ConsoleRow } from '@/lib/domain/line-console-file.ts'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { lineTime } from '@/lib/domain/statistics/webhook-errors.ts'
import { channelOverview } from '@/lib/reports/channel-overview.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listImports, previewImport } from '@/lib/reports/imports.ts'
import { webhookErrors, webhookErrorTotals } from '@/lib/reports/webhook-errors.ts'
import { jst } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

let line = 1
const row = (at: string, detail: string, errors = 1, seconds = 0): ConsoleRow => {
  line += 1
  const startMs = jst(at)
  return { line, startMs, endMs: startMs + seconds * 1_000, reason: reasonOfDetail(detail) ?? Number.NaN, errors }
}
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function describeImports(engine: Engine): void {
  describe('a file of LINE’s console', () => {
    let world: World
    let channel: ChannelView
    const whole = { fromMs: jst('11-18T00:00:00'), toMs: jst('11-22T00:00:00') }

    /** Statistics are on from 11/21 09:00:30 JST; now is noon. */
    beforeEach(async () => {
      world = await makeWorld(engine, jst('11-21T09:00:30'))
      channel = await world.channel()
      world.nowMs = jst('11-21T12:00:00')
    })

    const take = (rows: ConsoleRow[], range: TimeRange | null = null, into = channel) =>
      importErrors(world.ctx, SYSTEM, into.id, { file: { rows, unread: [] }, range, fileName: 'errors.tsv' })
    const table = async (of = channel) => {
      const { rows } = await webhookErrors(world.ctx, of, { ...whole, limit: 1_000 })
      return rows.map(({ firstAtMs, lastAtMs, detail, errors }) =>
        [lineTime(firstAtMs), lineTime(lastAtMs), detail, errors].join(' '),
      )
    }
    const isClean = async () => (await checkStorage(world.ctx)).clean
    const FILE = [
      row('11-21T09:00:10', '503', 4),
      row('11-21T09:00:40', '503', 5),
      row('11-20T23:59:50', 'Unknown host', 2, 20),
      row('11-20T14:05:07', 'Request timeout', 12, 50),
      row('11-19T14:05:59', '503', 1),
      row('11-19T14:05:01', '503', 2),
    ]

    it('is counted where nothing was, by minute, cause and detail; errors are known, attempts are not', async () => {
      await world.record(channel, attempt(jst('11-21T09:05:00'), '404'), attempt(jst('11-21T09:06:00')))
      const { preview, added } = await take(FILE)
      expect(added).toMatchObject({ fileName: 'errors.tsv', importedBy: 'system', rows: 4, errors: 17 })
      expect(preview).toMatchObject({
        fromMs: jst('11-19T00:00:00'),
        toMs: jst('11-21T12:00:00'),
        periods: [{ fromMs: jst('11-19T00:00:00'), toMs: jst('11-21T09:00:00') }],
        leftOut: { covered: 2, imported: 0, future: 0, outside: 0, duplicate: 0, unreadable: 0 },
      })
      expect(await table()).toEqual([
        '09:05:00 09:05:00 404 1',
        '23:59:50 00:00:10 Unknown host 2',
        '14:05:07 14:05:57 Request timeout 12',
        '14:05:01 14:05:59 503 3',
      ])
      expect(await webhookErrorTotals(world.ctx, channel, whole)).toMatchObject({
        rows: 4,
        errors: 18,
        attempts: 2,
        off: [
          { fromMs: whole.fromMs, toMs: jst('11-19T00:00:00') },
          { fromMs: jst('11-21T09:00:00'), toMs: jst('11-21T09:00:30') },
        ],
      })
      const days = await errorTimeline(world.ctx, channel, { ...whole, bucket: '1d' })
      expect(days).toMatchObject({ attempts: 2, errors: 18, importedErrors: 17, imported: preview.periods })
      expect(days.series).toMatchObject([
        { aggregation: 'off', attempts: null, errors: null },
        { aggregation: 'on', attempts: null, errors: 3, imported: true },
        { aggregation: 'on', attempts: null, errors: 14, imported: true },
        { aggregation: 'partial', attempts: null, errors: 1, imported: true },
      ])
      expect(await isClean()).toBe(true)
    })

    it('is neither an attempt of the overview nor a period of its own switch', async () => {
      const off = await world.channel({ errorStatistics: false, useWebhook: false })
      await take([row('11-21T11:59:10', '503', 40)], null, off)
      const overview = (await channelOverview(world.ctx, SYSTEM)).find(({ channel: { id } }) => id === off.id)
      expect(overview).toMatchObject({
        last24h: { attempts: 0, errors: 0 },
        lastHour: { attempts: 0, errors: 0 },
        lastErrorAtMs: null,
        aggregationSinceMs: null,
        offSinceMs: null,
      })
      expect(overview?.hours.every(({ attempts }) => attempts === null)).toBe(true)
      // An attempt of that time that is told of later is not counted: the file has it already.
      await world.record(off, attempt(jst('11-21T11:59:20'), '503'))
      expect(await table(off)).toEqual(['11:59:10 11:59:10 503 40'])
      expect(await isClean()).toBe(true)
    })

    it('adds nothing the second time, and only what is new of one that reaches further', async () => {
      await take(FILE)
      const before = await table()
      const again = await take(FILE)
      expect(again).toMatchObject({
        added: null,
        preview: { rows: 0, periods: [], leftOut: { imported: 4, covered: 2 } },
      })
      expect(await table()).toEqual(before)
      const more = await take([...FILE, row('11-18T10:00:00', '404')])
      expect(more).toMatchObject({
        added: { rows: 1 },
        preview: { periods: [{ fromMs: whole.fromMs, toMs: jst('11-19T00:00:00') }], leftOut: { imported: 4 } },
      })
      expect(await table()).toEqual([...before, '10:00:00 10:00:00 404 1'])
      expect(await isClean()).toBe(true)
    })

    it('of which two are imported at the same time is counted once', async () => {
      const results = await Promise.all([take(FILE), take(FILE)])
      expect(results.map(({ added }) => added?.rows ?? null)).toEqual([4, null])
      expect(await isClean()).toBe(true)
    })

    it('covers the time that it is said to cover, and without a row too', async () => {
      const range = { fromMs: jst('11-20T14:05:30'), toMs: jst('11-20T15:00:00') }
      const { preview } = await take(FILE, range)
      expect(preview).toMatchObject({
        periods: [{ fromMs: jst('11-20T14:05:00'), toMs: jst('11-20T15:00:00') }],
        rows: 1,
        leftOut: { outside: 5, covered: 0 },
      })
      await take([], { fromMs: jst('11-18T00:00:00'), toMs: jst('11-18T06:00:00') })
      const hours = { fromMs: jst('11-18T05:00:00'), toMs: jst('11-18T07:00:00'), bucket: '1h' as const }
      expect((await errorTimeline(world.ctx, channel, hours)).series).toMatchObject([
        { aggregation: 'on', attempts: null, errors: 0, imported: true },
        { aggregation: 'off', attempts: null, errors: null },
      ])
    })

    it('is undone without a trace, whatever else was imported', async () => {
      const before = await table()
      const one = await take([FILE[3], FILE[4]].filter((each) => each !== undefined))
      const between = await table()
      const two = await take([row('11-18T00:00:10', '503', 7), row('11-18T15:04:10', '503', 7)])
      await undoImport(world.ctx, SYSTEM, channel.id, two.added?.id ?? '')
      expect(await table()).toEqual(between)
      expect(await isClean()).toBe(true)
      await undoImport(world.ctx, SYSTEM, channel.id, one.added?.id ?? '')
      expect(await table()).toEqual(before)
      expect(await listImports(world.ctx, channel)).toEqual([])
      expect((await errorTimeline(world.ctx, channel, whole)).imported).toEqual([])
      expect(await isClean()).toBe(true)
      await expect(undoImport(world.ctx, SYSTEM, channel.id, one.added?.id ?? '')).rejects.toMatchObject({
        code: 'not_found',
      })
      expect((await take(FILE)).added?.rows).toBe(4)
    })

    it('stays counted in days of another zone', async () => {
      await take(FILE)
      await updateChannel(world.ctx, SYSTEM, channel.id, { timezone: 'Asia/Kathmandu' })
      expect(await isClean()).toBe(true)
      const moved = (await channelOverview(world.ctx, SYSTEM))[0]?.channel ?? channel
      expect(moved.timezone).toBe('Asia/Kathmandu')
      const days = await errorTimeline(world.ctx, moved, { ...whole, bucket: '1d' })
      expect(days).toMatchObject({ timezone: 'Asia/Kathmandu', errors: 17, importedErrors: 17 })
      const [{ id } = { id: '' }] = await listImports(world.ctx, moved)
      await undoImport(world.ctx, SYSTEM, channel.id, id)
      expect(await table()).toEqual([])
      expect(await isClean()).toBe(true)
    })

    it.each([
      'DELETE FROM buckets WHERE purpose = 3 AND width = 2',
      'UPDATE buckets SET attempts = attempts + 1 WHERE purpose = 3 AND width = 1',
      'UPDATE buckets SET "lastAtMs" = "lastAtMs" + 1 WHERE purpose = 3 AND width = 3',
      'DELETE FROM imported_errors',
    ])('is proved by the recount: %s', async (sql) => {
      await take(FILE)
      await world.database.tamper(sql)
      expect(await isClean()).toBe(false)
      await rebuildBuckets(world.ctx, SYSTEM)
      expect(await isClean()).toBe(true)
    })

    it('is nothing half: where the transaction fails, not a row is kept', async () => {
      // As if another process had counted this minute meanwhile: the last of the rows cannot be written.
      await world.database.tamper(
        `INSERT INTO buckets VALUES (${channel.no}, 0, 1, ${jst('11-19T14:05:00')}, 3, ${reasonOfDetail('503')}, 1, 1, 1)`,
      )
      await expect(take(FILE)).rejects.toThrow()
      expect(await listImports(world.ctx, channel)).toEqual([])
      expect((await errorTimeline(world.ctx, channel, whole)).imported).toEqual([])
      await rebuildBuckets(world.ctx, SYSTEM)
      expect(await table()).toEqual([])
    })

    it('is refused by who may not, for Braze, and without a row of the past', async () => {
      const braze = await world.channel({ kind: 'braze', useWebhook: false, errorStatistics: false })
      await expect(take(FILE, null, braze)).rejects.toMatchObject({ code: 'needs_line_channel' })
      const file = { rows: [row('11-21T12:00:00', '503')], unread: [] }
      await expect(take(file.rows)).rejects.toMatchObject({ code: 'empty_file' })
      await expect(previewImport(world.ctx, channel, file, null)).rejects.toMatchObject({ code: 'empty_file' })
      const reader = { kind: 'key', keyId: 'k', channelNo: channel.no, scopes: ['statistics:read'] } as const
      const asked = { file, range: whole, fileName: null }
      await expect(importErrors(world.ctx, reader, channel.id, asked)).rejects.toMatchObject({ code: 'not_found' })
      await expect(undoImport(world.ctx, reader, channel.id, 'x')).rejects.toMatchObject({ code: 'not_found' })
    })

    it('adds up with the table, the chart and the recount, whatever is imported, undone and switched', async () => {
      const anyRow = fc.record({
        minute: fc.integer({ min: 0, max: 3 * 24 * 60 }),
        second: fc.integer({ min: 0, max: 59 }),
        seconds: fc.integer({ min: 0, max: 90 }),
        detail: fc.constantFrom('503', '404', 'Unknown host', 'Request timeout'),
        errors: fc.integer({ min: 1, max: 9 }),
      })
      const step = fc.oneof(
        {
          weight: 4,
          arbitrary: fc.record({ rows: fc.array(anyRow, { maxLength: 8 }), days: fc.integer({ min: 0, max: 2 }) }),
        },
        { weight: 2, arbitrary: fc.record({ undo: fc.nat(5) }) },
        { weight: 1, arbitrary: fc.record({ on: fc.boolean() }) },
        { weight: 1, arbitrary: fc.record({ attempts: fc.nat(3) }) },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
          const mine = await world.channel({ errorStatistics: false })
          const fromMs = Math.floor(world.nowMs / DAY) * DAY
          const sums = new Map<string, number>()
          let recorded = 0
          for (const one of steps) {
            world.nowMs += 7 * HOUR + 13_000
            if ('rows' in one) {
              const rows = one.rows.map((each, index) => {
                const startMs = fromMs + each.minute * MINUTE + each.second * 1_000
                const reason = reasonOfDetail(each.detail) ?? 0
                return { line: index, startMs, endMs: startMs + each.seconds * 1_000, reason, errors: each.errors }
              })
              const range = { fromMs: fromMs + one.days * DAY, toMs: fromMs + (one.days + 1) * DAY }
              const added = await take(rows, range, mine).then(
                (result) => result.added,
                (error: { code?: string }) => {
                  expect(error.code).toBe('empty_file')
                  return null
                },
              )
              if (added !== null) sums.set(added.id, added.errors)
            } else if ('undo' in one) {
              const id = [...sums.keys()][one.undo]
              if (id !== undefined) await undoImport(world.ctx, SYSTEM, mine.id, id)
              sums.delete(id ?? '')
            } else if ('on' in one) {
              await updateChannel(world.ctx, SYSTEM, mine.id, { errorStatistics: one.on })
            } else {
              const failed = Array.from({ length: one.attempts }, () => attempt(world.nowMs, '503'))
              const on = (await channelOverview(world.ctx, SYSTEM)).find(({ channel: { id } }) => id === mine.id)
              if (on?.aggregationSinceMs !== null) recorded += failed.length
              await world.record(mine, ...failed)
            }
          }
          const range = { fromMs, toMs: fromMs + 10 * DAY, bucket: '6h' as const }
          const timeline = await errorTimeline(world.ctx, mine, range)
          const imported = [...sums.values()].reduce((sum, errors) => sum + errors, 0)
          expect(timeline).toMatchObject({ errors: imported + recorded, importedErrors: imported, attempts: recorded })
          expect(timeline.series.reduce((sum, { errors }) => sum + (errors ?? 0), 0)).toBe(timeline.errors)
          expect((await webhookErrorTotals(world.ctx, mine, range)).errors).toBe(timeline.errors)
          expect(await isClean()).toBe(true)
        }),
        { numRuns: 15 },
      )
    }, 60_000)
  })
}
