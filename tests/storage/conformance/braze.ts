import { describe, expect, it } from 'vitest'
import { type Rules, reclassify } from '@/lib/commands/reclassify.ts'
import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { classify, RULES_VERSION } from '@/lib/domain/classification.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, seen, type World } from '../world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A call that our sender made and Braze answered. */
const answered = (atMs: number, status: number, json: unknown, more: Partial<AttemptToRecord> = {}) =>
  seen(atMs, { status, responseHeaders: {}, responseBody: Buffer.from(JSON.stringify(json)) }, more, 'braze')
const accepted = (atMs: number, errors: readonly unknown[], more: Partial<AttemptToRecord> = {}) =>
  answered(atMs, 201, { message: 'success', errors }, more)

async function makeBraze(engine: Engine): Promise<{ world: World; channel: ChannelView; at: number }> {
  const world = await makeWorld(engine)
  const channel = await world.channel({ kind: 'braze' })
  return { world, channel, at: world.nowMs }
}

export function describeBraze(engine: Engine): void {
  describe('Braze', () => {
    it('names fatal errors, and charts what was accepted with a remark apart from errors', async () => {
      const { world, channel, at } = await makeBraze(engine)
      await world.record(
        channel,
        answered(at, 201, { message: 'success' }, { id: 'plain' }),
        answered(at + 1, 201, { message: 'success', errors: ['one', 'two'] }, { id: 'minor' }),
        answered(at + 2, 202, { message: 'queued' }, { id: 'queued' }),
        answered(at + 3, 200, 'fine', { id: 'unreadable' }),
        answered(at + 4, 400, { message: 'No Recipients' }, { id: 'fatal' }),
        answered(at + 5, 400, { message: 'of its own' }, { id: 'unknown' }),
        answered(at + 6, 503, {}, { id: 'server' }),
      )
      const { attempts } = await listAttempts(world.ctx, [channel], {})
      expect(
        attempts.map(({ id, outcome: { state, detail, note }, minorErrors }) => [
          id,
          state,
          detail ?? note,
          minorErrors,
        ]),
      ).toEqual([
        ['server', 'failed', '503 Internal Server Error', []],
        ['unknown', 'failed', '400', []],
        ['fatal', 'failed', '400 No Recipients', []],
        ['unreadable', 'delivered', 'unreadable', []],
        ['queued', 'delivered', 'queued', []],
        ['minor', 'delivered', 'minor_errors', ['one', 'two']],
        ['plain', 'delivered', undefined, []],
      ])
      const of = async (query: object) => (await listAttempts(world.ctx, [channel], query)).attempts.map(({ id }) => id)
      expect(await of({ detail: '400 No Recipients' })).toEqual(['fatal'])
      expect(await of({ detail: '400' })).toEqual(['unknown'])
      expect(await of({ cause: 'error_status_code' })).toEqual(['server', 'unknown', 'fatal'])
      expect(await of({ statusClass: '4xx' })).toEqual(['unknown', 'fatal'])
      expect(await of({ statusClass: '2xx' })).toEqual(['unreadable', 'queued', 'minor', 'plain'])
      expect(await of({ state: 'delivered' })).toHaveLength(4)

      const range = { fromMs: at, toMs: at + MINUTE, bucket: '1m' } as const
      const timeline = await errorTimeline(world.ctx, channel, range)
      expect(timeline).toMatchObject({ attempts: 7, errors: 3 })
      expect(timeline.series[0]).toMatchObject({
        attempts: 7,
        errors: 3,
        byNote: { minor_errors: 1, queued: 1, unreadable: 1 },
      })
      expect(timeline.minorErrors).toEqual([
        { message: 'one', count: 1 },
        { message: 'two', count: 1 },
      ])
      const details = async (query: object) =>
        (await errorTimeline(world.ctx, channel, { ...range, ...query })).causes.flatMap((cause) =>
          cause.details.map(({ detail }) => detail),
        )
      expect((await details({ statusClass: '4xx' })).sort()).toEqual(['400', '400 No Recipients'])
      expect(await details({ statusClass: '5xx' })).toEqual(['503 Internal Server Error'])
      expect(await details({ detail: '400 No Recipients' })).toEqual(['400 No Recipients'])
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      const found = await attemptDetail(world.ctx, SYSTEM, 'minor')
      expect(found?.response?.body).toBe('{"message":"success","errors":["one","two"]}')
    })

    it('counts minor errors once for each text, by stretch, send and purpose, and only while it counts', async () => {
      const { world, channel, at } = await makeBraze(engine)
      const send = { sendId: 's' }
      await world.record(
        channel,
        accepted(at - 1, ['before statistics were on']),
        accepted(at, ['a', 'a', 'b']),
        accepted(at + 10 * MINUTE, ['a'], send),
        accepted(at + 3 * HOUR, ['c'], { ...send, purpose: 'redelivery' }),
        accepted(at + 3 * HOUR + MINUTE, ['a'], { purpose: 'verification' }),
      )
      world.nowMs = at + 4 * HOUR
      const minor = async (query: object) => {
        const { minorErrors } = await errorTimeline(world.ctx, channel, {
          fromMs: at,
          toMs: at + 4 * HOUR,
          bucket: '1m',
          ...query,
        })
        return Object.fromEntries(minorErrors.map(({ message, count }) => [message, count]))
      }
      expect(await minor({})).toEqual({ a: 3, b: 1, c: 1 })
      expect(await minor({ fromMs: at + MINUTE })).toEqual({ a: 1, c: 1 })
      expect(await minor({ fromMs: at + 10 * MINUTE, toMs: at + 11 * MINUTE })).toEqual({ a: 1 })
      expect(await minor({ toMs: at + 3 * HOUR })).toEqual({ a: 3, b: 1 })
      expect(await minor({ toMs: at + 3 * HOUR + MINUTE })).toEqual({ a: 3, b: 1, c: 1 })
      expect(await minor({ bucket: '1h' })).toEqual({ a: 3, b: 1, c: 1 })
      expect(await minor(send)).toEqual({ a: 1, c: 1 })
      expect(await minor({ ...send, purpose: 'redelivery' })).toEqual({ c: 1 })
      expect(await minor({ sendId: 'another' })).toEqual({})
    })

    it('keeps 20 texts of a day and counts the rest as one, across flushes', async () => {
      const { world, channel, at } = await makeBraze(engine)
      const of = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, index) => `user ${from + index} is unknown`)
      await world.record(channel, accepted(at, of(0, 15)))
      await world.record(channel, accepted(at + 1, of(10, 60)), accepted(at + 2, of(0, 3)))
      await world.record(channel, accepted(at + 24 * HOUR, of(100, 101)))
      world.nowMs = at + 25 * HOUR
      const { minorErrors } = await errorTimeline(world.ctx, channel, { fromMs: at, toMs: at + HOUR })
      expect(minorErrors).toHaveLength(21)
      expect(minorErrors[0]).toEqual({ message: '', count: 40 })
      expect(minorErrors.reduce((sum, { count }) => sum + count, 0)).toBe(68)
      const next = await errorTimeline(world.ctx, channel, { fromMs: at + 24 * HOUR, toMs: at + 25 * HOUR })
      expect(next.minorErrors).toEqual([{ message: 'user 100 is unknown', count: 1 }])
    })

    it('is judged again by the kind of the channel and by what was answered', async () => {
      const { world, channel, at } = await makeBraze(engine)
      const line = await world.channel()
      const body = Buffer.from('{"message":"No Recipients"}')
      // As rules judged that knew no names.
      const old = (kind: ChannelView) =>
        world.record(
          kind,
          seen(at, { status: 400, responseBody: body }, { id: 'x', judged: classify({ status: 400 }) }),
        )
      await old(channel)
      await old(line)
      const rules: Rules = { version: RULES_VERSION + 1, classify }
      expect(await reclassify(world.ctx, SYSTEM, { apply: true, rules })).toMatchObject({
        judged: 2,
        moves: [{ from: '400', to: '400 No Recipients', attempts: 1, counted: 1 }],
      })
      const detailOf = async (of: ChannelView) => (await listAttempts(world.ctx, [of], {})).attempts[0]?.outcome.detail
      expect([await detailOf(channel), await detailOf(line)]).toEqual(['400 No Recipients', '400'])
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
    })

    it('of another sender may be reported by name', async () => {
      const { world, channel, at } = await makeBraze(engine)
      const judged = {
        state: 'failed',
        cause: 'error_status_code',
        detail: '429 Rate Limited',
        status: 429,
        processed: 'no',
      } as const
      await world.record(channel, attempt(at, null, { judged, reportHash: new Uint8Array(8) }))
      expect((await listAttempts(world.ctx, [channel], {})).attempts[0]?.outcome).toEqual(judged)
    })
  })
}
