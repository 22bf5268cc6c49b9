import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import { pauseRun, resumeRun, stopRun } from '@/lib/commands/change-redelivery-run.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { redeliverOne } from '@/lib/commands/redeliver-one.ts'
import { startRedeliveryRun } from '@/lib/commands/start-redelivery-run.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { advanceRun, makeRuns } from '@/lib/delivery/run-redelivery.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { AHEAD_OF_QUEUE, type ChosenDeliveries, nextStep, RUN_ITEM_STATES } from '@/lib/domain/redelivery-run.ts'
import { deliveryDetail } from '@/lib/reports/delivery-detail.ts'
import { previewRedelivery } from '@/lib/reports/redelivery-preview.ts'
import { listRuns, redeliveryRun } from '@/lib/reports/redelivery-run.ts'
import { runItems } from '@/lib/reports/run-items.ts'
import { lookAtRun, takeStep } from '@/lib/storage/redelivery-run-step.ts'
import type { Engine } from '../engine.ts'
import { makeQueue, type Queue } from '../queue.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

const MINUTE = 60_000

export function describeRedelivery(engine: Engine): void {
  let world: World
  let channel: ChannelView
  let queue: Queue
  const all = (): ChosenDeliveries => ({ fromMs: 0, toMs: world.nowMs + 1 })
  const preview = (chosen: ChosenDeliveries) => previewRedelivery(world.ctx, SYSTEM, channel.id, chosen)
  const start = (chosen: ChosenDeliveries = all()) => startRedeliveryRun(world.ctx, SYSTEM, channel.id, chosen)
  const run = (runId: string) => redeliveryRun(world.ctx, SYSTEM, runId)
  const noOf = async (runId: string) => {
    const [row] = await world.database.look(`SELECT no FROM redelivery_runs WHERE id = '${runId}'`)
    return Number(row?.no)
  }
  /** Steps until nothing more happens without the queue. */
  const advance = async (runId: string) => {
    const no = await noOf(runId)
    for (let steps = 0; await advanceRun({ ...world.ctx, wake: () => {} }, no); steps += 1)
      expect(steps).toBeLessThan(50)
  }
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: { code?: string }) => error.code,
    )

  const begin = async () => {
    world = await makeWorld(engine)
    channel = await world.channel({ webhookUrl: 'https://bot.example/' })
    queue = makeQueue(world, channel)
  }

  describe('deliveries chosen for redelivery', () => {
    beforeEach(begin)

    it('are the failed and the skipped, unless others are asked for, and never those on their way', async () => {
      await queue.accept('503', 'Unknown host', 'waited_too_long', null, 'pending')
      expect((await preview(all())).total).toBe(3)
      expect((await preview({ ...all(), states: ['failed'] })).total).toBe(2)
      expect((await preview({ ...all(), states: ['skipped'] })).total).toBe(1)
      expect((await preview({ ...all(), states: ['delivered'] })).total).toBe(1)
      expect((await preview({ ...all(), states: ['delivered', 'failed', 'skipped'] })).total).toBe(4)
    })

    it('have the causes and the details that were named, both where both were', async () => {
      await queue.accept('503', '404', 'Unknown host', 'Request timeout', 'Request timeout', 'waited_too_long')
      const count = async (more: object) => (await preview({ ...all(), ...more })).total
      expect(await count({ causes: ['error_status_code'] })).toBe(2)
      expect(await count({ causes: ['could_not_connect', 'request_timeout'] })).toBe(3)
      expect(await count({ details: ['503', 'Request timeout'] })).toBe(3)
      expect(await count({ details: ['waited_too_long'] })).toBe(1)
      expect(await count({ causes: ['error_status_code'], details: ['404', 'Unknown host'] })).toBe(1)
      expect(await count({ causes: ['unclassified'] })).toBe(0)
    })

    it('came by the way, with the event, in the send and for the campaign that were named', async () => {
      const other = await world.channel({ name: 'other' })
      const failed = async (more: Partial<DeliveryToAccept> & Pick<DeliveryToAccept, 'source'>, of = channel) => {
        const asked = { body: Buffer.from('{}'), events: 1, ...more }
        const { deliveryNo } = await acceptDelivery(world.ctx, SYSTEM, of, asked)
        const delivery = { state: 'failed', reason: '503' } as const
        const [webhookEventId = null] = more.eventIds ?? []
        await world.record(of, attempt(world.nowMs, '503', { deliveryNo, delivery, webhookEventId }))
      }
      await failed({ source: 'gateway', eventIds: ['e1', 'e2'] })
      await failed({ source: 'gateway', eventIds: ['e1', 'e3'] })
      await failed({ source: 'api', sendId: 's1', campaignId: 'c1' })
      await failed({ source: 'api', sendId: 's2', campaignId: 'c1' })
      await failed({ source: 'form', sendId: 's3' })
      await failed({ source: 'form', eventIds: ['e2'], sendId: 's1', campaignId: 'c1' }, other)
      const count = async (more: object) => (await preview({ ...all(), ...more })).total
      expect(await count({ source: 'gateway' })).toBe(2)
      expect(await count({ source: 'form', details: ['503'] })).toBe(1)
      expect(await count({ webhookEventId: 'e1' })).toBe(2)
      expect(await count({ webhookEventId: 'e2' })).toBe(1)
      expect(await count({ webhookEventId: 'e2', source: 'api' })).toBe(0)
      expect(await count({ sendId: 's1' })).toBe(1)
      expect(await count({ campaignId: 'c1' })).toBe(2)
      expect(await count({ campaignId: 'c1', sendId: 's2' })).toBe(1)
      expect(await count({ campaignId: 'c1', sendId: 's3' })).toBe(0)
      expect(await count({ campaignId: 'nothing' })).toBe(0)
      const { progress, chosen } = await run(await start({ ...all(), campaignId: 'c1', source: 'api' }))
      expect([progress.total, chosen]).toEqual([2, { ...all(), campaignId: 'c1', source: 'api' }])
    })

    it('were accepted from the first millisecond on and before the last', async () => {
      const [first, second] = [world.nowMs, world.nowMs + 1000]
      await queue.accept('503')
      world.nowMs = second
      await queue.accept('503')
      const count = async (fromMs: number, toMs: number) => (await preview({ fromMs, toMs })).total
      expect(await count(first, second)).toBe(1)
      expect(await count(first, second + 1)).toBe(2)
      expect(await count(first + 1, second)).toBe(0)
    })

    it('are those of the ids, the delivered ones too, of this channel alone', async () => {
      const [failed, arrived, pending] = await queue.accept('503', null, 'pending')
      const [foreign] = await makeQueue(world, await world.channel({ name: 'other' })).accept('503')
      const ids = [failed, arrived, pending, foreign].map((delivery) => delivery?.id ?? '')
      expect(await preview({ deliveryIds: [...ids, 'unknown'] })).toMatchObject({
        total: 2,
        processed: { yes: 1, maybe: 1 },
      })
    })

    it('are no practice deliveries, and none whose body is gone', async () => {
      await queue.accept('503', '503', '503')
      await world.database.tamper(`UPDATE deliveries SET source = 'practice' WHERE no = 1;
        DELETE FROM delivery_bodies WHERE "deliveryNo" = 2`)
      expect((await preview(all())).total).toBe(1)
      const [practice, bodiless] = await world.database.look('SELECT id FROM deliveries ORDER BY no')
      for (const { id } of [practice ?? {}, bodiless ?? {}]) {
        expect((await preview({ deliveryIds: [String(id)] })).total).toBe(0)
        expect(await code(redeliverOne(world.ctx, SYSTEM, String(id)))).toBe('cannot_be_redelivered')
      }
    })

    it('are told by age, by what the bot may have done, and by reason', async () => {
      const beganMs = world.nowMs
      await queue.accept({ detail: 'Unknown host', processed: 'no' }, { detail: '503', processed: 'yes' }, '503')
      world.nowMs += 19 * MINUTE + 30_000
      await queue.accept('Request timeout', 'use_webhook_off')
      world.nowMs += 30_000 - 1
      expect((await preview(all())).ages).toEqual({ underOneMinute: 2, underTwentyMinutes: 3, older: 0 })
      world.nowMs += 1
      expect(await preview(all())).toEqual({
        total: 5,
        oldestAtMs: beganMs,
        newestAtMs: beganMs + 19 * MINUTE + 30_000,
        ages: { underOneMinute: 2, underTwentyMinutes: 0, older: 3 },
        processed: { no: 2, maybe: 2, yes: 1 },
        byReason: [
          { state: 'failed', reason: '503', cause: 'error_status_code', deliveries: 2 },
          { state: 'failed', reason: 'Request timeout', cause: 'request_timeout', deliveries: 1 },
          { state: 'failed', reason: 'Unknown host', cause: 'could_not_connect', deliveries: 1 },
          { state: 'skipped', reason: 'use_webhook_off', cause: null, deliveries: 1 },
        ].sort((a, b) => b.deliveries - a.deliveries),
      })
    })

    it('may have been processed by any attempt, not only by the last', async () => {
      const [delivery] = await queue.accept({ detail: '503', processed: 'yes' })
      await redeliverOne(world.ctx, SYSTEM, delivery?.id ?? '')
      await queue.work({ detail: 'Unknown host', processed: 'no' })
      expect((await preview(all())).processed).toEqual({ no: 0, maybe: 0, yes: 1 })
    })

    it('may have been processed by an attempt that could not be recorded', async () => {
      const [delivery] = await queue.accept('fault', { detail: 'Unknown host', processed: 'no' })
      expect((await preview(all())).processed).toEqual({ no: 1, maybe: 1, yes: 0 })
      expect(await deliveryDetail(world.ctx, SYSTEM, delivery?.id ?? '')).toMatchObject({ processed: 'maybe' })
      expect(await redeliverOne(world.ctx, SYSTEM, delivery?.id ?? '')).toMatchObject({ processed: 'maybe' })
      await queue.work('fault')
      expect((await preview(all())).processed).toEqual({ no: 1, maybe: 1, yes: 0 })
    })

    it('are counted over several chunks as over one, and fast', async () => {
      await queue.accept('503', 'Unknown host', 'waited_too_long')
      // 12,003, of which each thousand was accepted in one millisecond.
      await world.database.tamper(`WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < 4000)
        INSERT INTO deliveries (id, "channelNo", state, reason, attempts, "createdAtMs", source)
          SELECT id || '-' || n, "channelNo", state, reason, 0, "createdAtMs" - n / 1000, source FROM deliveries, copies;
        INSERT INTO delivery_bodies ("deliveryNo", body) SELECT no, x'7b7d' FROM deliveries WHERE true ON CONFLICT DO NOTHING`)
      const found = await preview(all())
      expect(found.total).toBe(12_003)
      expect(found.byReason.map(({ deliveries }) => deliveries)).toEqual([4001, 4001, 4001])
      expect((await preview({ ...all(), details: ['503'] })).total).toBe(4001)
      expect((await preview({ ...all(), states: ['failed', 'delivered'] })).total).toBe(8002)
    })

    it('are nobody else’s business', async () => {
      const reader = { kind: 'key', keyId: 'k', channelNo: channel.no, scopes: ['statistics:read'] } as const
      expect(await code(previewRedelivery(world.ctx, reader, channel.id, all()))).toBe('not_found')
      expect(await code(startRedeliveryRun(world.ctx, reader, channel.id, all()))).toBe('not_found')
      const [delivery] = await queue.accept('503')
      expect(await code(redeliverOne(world.ctx, reader, delivery?.id ?? ''))).toBe('not_found')
      const runId = await start()
      for (const change of [pauseRun, resumeRun, stopRun])
        expect(await code(change(world.ctx, reader, runId))).toBe('not_found')
      expect((await redeliveryRun(world.ctx, reader, runId)).id).toBe(runId)
      const other = { ...reader, channelNo: channel.no + 1 }
      expect(await code(redeliveryRun(world.ctx, other, runId))).toBe('not_found')
      expect((await runItems(world.ctx, reader, runId)).items).toHaveLength(1)
      expect(await code(runItems(world.ctx, other, runId))).toBe('not_found')
      expect(await code(runItems(world.ctx, reader, 'none'))).toBe('not_found')
      expect(await code(runItems(world.ctx, reader, runId, { cursor: 'none' }))).toBe('invalid_request')
    })

    it('are read page by page, without counting all of them for each page', async () => {
      for (let made = 0; made < 5; made += 1) await queue.accept('503')
      const runId = await start()
      const { read } = world.ctx.storage
      let queries = 0
      const $queryRaw: typeof read.$queryRaw = (...query) => {
        queries += 1
        return read.$queryRaw(...query)
      }
      const counted = Object.create(read, { $queryRaw: { value: $queryRaw } })
      const ctx = { ...world.ctx, storage: { ...world.ctx.storage, read: counted } }
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const page = await runItems(ctx, SYSTEM, runId, { limit: 2, cursor })
        seen.push(...page.items.map(({ deliveryNo }) => deliveryNo))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toHaveLength(5)
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
      expect(queries).toBe(3)
    })
  })

  describe('one delivery redelivered by hand', () => {
    beforeEach(begin)

    it('goes into the queue once, and says what the bot may have done', async () => {
      const [failed, arrived, skipped] = await queue.accept(
        { detail: 'Unknown host', processed: 'no' },
        null,
        'waited_too_long',
      )
      expect(await redeliverOne(world.ctx, SYSTEM, failed?.id ?? '')).toMatchObject({ processed: 'no' })
      expect(await redeliverOne(world.ctx, SYSTEM, arrived?.id ?? '')).toMatchObject({ processed: 'yes' })
      expect(await redeliverOne(world.ctx, SYSTEM, skipped?.id ?? '')).toMatchObject({ processed: 'no' })
      expect(await code(redeliverOne(world.ctx, SYSTEM, failed?.id ?? ''))).toBe('delivery_pending')
      expect(await queue.rows()).toMatchObject([
        { state: 'pending', reason: 'Unknown host', attempts: 1, queuedAttempts: 1, runNo: null },
        { state: 'pending', reason: null, attempts: 1, queuedAttempts: 1 },
        { state: 'pending', reason: null, attempts: 0, queuedAttempts: 0 },
      ])
      expect(await queue.work(null)).toBe(3)
      expect(await queue.rows()).toMatchObject([2, 2, 1].map((attempts) => ({ state: 'delivered', attempts })))
      expect(await queue.ledger()).toEqual({ accepted: 3, delivered: 3, pending: 0, failed: 0, skipped: 0 })
      const audit = `SELECT detail FROM audit WHERE action = 'delivery.redeliver' ORDER BY no LIMIT 1`
      expect((await world.database.look(audit))[0]?.detail).toContain(failed?.id)
    })

    it('is not ended by an attempt from before, which comes back late', async () => {
      const [delivery] = await queue.accept('waited_too_long')
      const { id = '', no = 0 } = delivery ?? {}
      const [before] = await queue.rows()
      await redeliverOne(world.ctx, SYSTEM, id)
      const late = { state: 'failed', reason: '503', fence: Number(before?.fence) } as const
      await world.record(channel, attempt(world.nowMs, '503', { deliveryNo: no, delivery: late }))
      expect(await queue.rows()).toMatchObject([{ state: 'pending', attempts: 1 }])
    })

    it('is refused while the channel takes nothing, and when it is not there', async () => {
      const [delivery] = await queue.accept('503')
      const id = delivery?.id ?? ''
      await world.database.tamper(`INSERT INTO channel_deliveries ("channelNo", "suspendedAtMs") VALUES (${channel.no}, 1)
        ON CONFLICT DO UPDATE SET "suspendedAtMs" = 1`)
      expect(await code(redeliverOne(world.ctx, SYSTEM, id))).toBe('channel_suspended')
      expect(await code(start())).toBe('channel_suspended')
      await world.database.tamper(`UPDATE channel_deliveries SET "suspendedAtMs" = NULL`)
      await updateChannel(world.ctx, SYSTEM, channel.id, { webhookUrl: null })
      expect(await code(redeliverOne(world.ctx, SYSTEM, id))).toBe('no_webhook_url')
      await updateChannel(world.ctx, SYSTEM, channel.id, { webhookUrl: 'https://bot.example/', useWebhook: false })
      expect(await code(redeliverOne(world.ctx, SYSTEM, id))).toBe('use_webhook_is_off')
      expect(await code(start())).toBe('use_webhook_is_off')
      expect(await code(redeliverOne(world.ctx, SYSTEM, 'unknown'))).toBe('not_found')
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      expect(await code(redeliverOne(world.ctx, SYSTEM, id))).toBe('not_found')
      expect(await queue.rows()).toMatchObject([{ state: 'failed', attempts: 1 }])
    })
  })

  describe('a redelivery run', () => {
    beforeEach(begin)

    it('begins with its members, a mark and an audit row, alone on its channel', async () => {
      await queue.accept('503', '503')
      expect(await code(start({ ...all(), details: ['404'] }))).toBe('nothing_to_redeliver')
      const runId = await start()
      await queue.accept('503')
      expect(await run(runId)).toMatchObject({
        state: 'canary',
        channelId: channel.id,
        startedBy: 'system',
        startedAtMs: world.nowMs,
        chosen: { fromMs: 0 },
        progress: { total: 2, waiting: 2, sent: 0, delivered: 0, failed: 0, skipped: 0 },
      })
      expect(await code(start())).toBe('run_going_on')
      expect(await world.database.look(`SELECT kind, label FROM marks WHERE kind = 'redelivery_run'`)).toEqual([
        { kind: 'redelivery_run', label: runId },
      ])
      expect((await world.database.look(`SELECT action FROM audit ORDER BY no DESC LIMIT 1`))[0]?.action).toBe(
        'redelivery.start',
      )
    })

    it('halts when the canary, the newest, fails; nothing else is touched', async () => {
      await queue.accept(...Array<string>(5).fill('503'))
      const runId = await start()
      await advance(runId)
      expect((await queue.rows()).map(({ state }) => state)).toEqual([
        'failed',
        'failed',
        'failed',
        'failed',
        'pending',
      ])
      await queue.work('Connection failed')
      await advance(runId)
      expect(await run(runId)).toMatchObject({
        state: 'halted',
        endedAtMs: world.nowMs,
        progress: { waiting: 4, failed: 1 },
      })
      expect(await queue.work(null)).toBe(0)
      expect(await code(resumeRun(world.ctx, SYSTEM, runId))).toBe('run_is_over')
    })

    it('halts at the first failed attempt of the canary, where redelivery makes more of them', async () => {
      await queue.accept('503', '503')
      const runId = await start()
      await advance(runId)
      await queue.workLeavingPending('503')
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'halted', progress: { waiting: 1, sent: 1 } })
      await queue.work(null)
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'halted', progress: { waiting: 1, sent: 0, delivered: 1 } })
    })

    it('delivers all of them when the canary arrives, each once, no further ahead than it may', async () => {
      const total = 2 * AHEAD_OF_QUEUE + 7
      await queue.accept(...Array<string>(total).fill('503'))
      const runId = await start()
      const worked: number[] = []
      for (let rounds = 0; (await run(runId)).state !== 'finished' && rounds < 10; rounds += 1) {
        await advance(runId)
        worked.push(await queue.work(null))
      }
      expect(worked).toEqual([1, AHEAD_OF_QUEUE, AHEAD_OF_QUEUE, 6, 0])
      expect(await run(runId)).toMatchObject({
        endedAtMs: world.nowMs,
        progress: { total, delivered: total, waiting: 0, sent: 0 },
      })
      const rows = await queue.rows()
      expect(rows.filter(({ state, attempts }) => state === 'delivered' && attempts === 2)).toHaveLength(total)
      expect(await queue.ledger()).toMatchObject({ accepted: total, delivered: total })
    })

    it('counts what fails or is skipped after the canary, and goes on', async () => {
      await queue.accept('503', '503', '503', '503')
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      await advance(runId)
      await queue.work('404', 'use_webhook_off', null)
      await advance(runId)
      expect(await run(runId)).toMatchObject({
        state: 'finished',
        progress: { total: 4, waiting: 0, sent: 0, delivered: 2, failed: 1, skipped: 1 },
      })
    })

    it('is not held up by those that keep failing where redelivery is on', async () => {
      const total = 2 * AHEAD_OF_QUEUE + 1
      await queue.accept(...Array<string>(total).fill('503'))
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      for (const sent of [AHEAD_OF_QUEUE, 2 * AHEAD_OF_QUEUE]) {
        await advance(runId)
        expect((await run(runId)).progress).toMatchObject({ sent, waiting: total - 1 - sent })
        await queue.workLeavingPending('503')
      }
      await queue.work(null)
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'finished', progress: { delivered: total } })
    })

    it('is paused and resumed, before the canary is back and after', async () => {
      await queue.accept('503', '503', '503')
      const runId = await start()
      await advance(runId)
      await pauseRun(world.ctx, SYSTEM, runId)
      await queue.work(null)
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'paused', progress: { waiting: 2, delivered: 1 } })
      await resumeRun(world.ctx, SYSTEM, runId)
      expect((await run(runId)).state).toBe('running')
      await pauseRun(world.ctx, SYSTEM, runId)
      await pauseRun(world.ctx, SYSTEM, runId)
      await advance(runId)
      expect(await queue.work(null)).toBe(0)
      await resumeRun(world.ctx, SYSTEM, runId)
      await advance(runId)
      expect(await queue.work(null)).toBe(2)
      await advance(runId)
      expect((await run(runId)).state).toBe('finished')
      const actions = await world.database.look(`SELECT action FROM audit WHERE action LIKE 'redelivery.%' ORDER BY no`)
      expect(actions.map(({ action }) => action)).toEqual(
        ['start', 'pause', 'resume', 'pause', 'resume'].map((action) => `redelivery.${action}`),
      )
    })

    it('is stopped: what waits stays as it was, what was sent is still counted', async () => {
      await queue.accept(...Array<string>(AHEAD_OF_QUEUE + 5).fill('503'))
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      await advance(runId)
      await stopRun(world.ctx, SYSTEM, runId)
      await advance(runId)
      expect(await run(runId)).toMatchObject({
        state: 'stopped',
        endedAtMs: world.nowMs,
        progress: { waiting: 4, sent: AHEAD_OF_QUEUE },
      })
      expect(await queue.work(null)).toBe(AHEAD_OF_QUEUE)
      await advance(runId)
      expect(await run(runId)).toMatchObject({
        state: 'stopped',
        progress: { waiting: 4, sent: 0, delivered: AHEAD_OF_QUEUE + 1 },
      })
      const untouched = (await queue.rows()).filter(
        ({ state, attempts, runNo }) => state === 'failed' && attempts === 1 && runNo === null,
      )
      expect(untouched).toHaveLength(4)
      const next = await start()
      expect((await listRuns(world.ctx, SYSTEM, channel.id)).map(({ id }) => id).sort()).toEqual([runId, next].sort())
    })

    it('leaves alone what somebody else has redelivered, or made arrive, since it began', async () => {
      const [queued, done, canary] = await queue.accept('503', '503', '503')
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      world.nowMs += 1000
      await redeliverOne(world.ctx, SYSTEM, done?.id ?? '')
      await queue.work(null)
      await redeliverOne(world.ctx, SYSTEM, queued?.id ?? '')
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'finished', progress: { delivered: 1, skipped: 2 } })
      expect(await queue.work(null)).toBe(1)
      expect(await queue.rows()).toMatchObject(Array(3).fill({ state: 'delivered', attempts: 2 }))
      expect(canary?.id).toBeDefined()
    })

    it('knows how one ended that is redelivered by hand before the driver looks', async () => {
      const [one] = await queue.accept('503', '503')
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      await advance(runId)
      await queue.work('404')
      await redeliverOne(world.ctx, SYSTEM, one?.id ?? '')
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'finished', progress: { delivered: 1, failed: 1 } })
      expect((await queue.rows())[0]).toMatchObject({ state: 'pending', runNo: null })
    })

    it('waits while the channel takes nothing, and is stopped when it is deleted', async () => {
      await queue.accept('503', '503', '503')
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      await updateChannel(world.ctx, SYSTEM, channel.id, { useWebhook: false })
      await advance(runId)
      expect(await run(runId)).toMatchObject({ state: 'running', progress: { waiting: 2, delivered: 1 } })
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      await advance(runId).catch(() => {})
      expect(await world.database.look('SELECT state FROM redelivery_runs')).toEqual([{ state: 'stopped' }])
      expect(await code(run(runId))).toBe('not_found')
    })

    it('goes on after a restart, wherever it was, and sends nothing twice', async () => {
      const total = AHEAD_OF_QUEUE + 20
      await queue.accept(...Array<string>(total).fill('503'))
      const runId = await start()
      for (let rounds = 0; (await run(runId)).state !== 'finished' && rounds < 12; rounds += 1) {
        // A driver of a process that ends at any moment, and beside it another that looks at the same rows.
        const runs = makeRuns({ ...world.ctx, wake: () => {}, log: (error) => expect(error).toBeNull() })
        runs.start()
        await advance(runId)
        await runs.close()
        await world.restart()
        await queue.work(null)
      }
      expect(await run(runId)).toMatchObject({ state: 'finished', progress: { total, delivered: total } })
      expect((await queue.rows()).filter(({ attempts }) => attempts !== 2)).toEqual([])
    })

    it('sends nothing twice, and nothing after a pause, in a step that was decided before another process did its own', async () => {
      await queue.accept(...Array<string>(AHEAD_OF_QUEUE + 20).fill('503'))
      const runId = await start()
      await advance(runId)
      await queue.work(null)
      const { read, writer } = world.ctx.storage
      const no = await noOf(runId)
      const stale = await lookAtRun(read, no)
      if (stale === null) throw new Error('there is no run')
      const step = nextStep(stale)
      expect(step).toMatchObject({ state: 'running', feed: AHEAD_OF_QUEUE })
      await advance(runId)
      await queue.work(null)
      await writer.run((db) => takeStep(db, no, stale, step, world.nowMs))
      expect(await queue.work(null)).toBe(19)
      await advance(runId)
      expect((await queue.rows()).filter(({ attempts }) => attempts !== 2)).toEqual([])
      expect(await run(runId)).toMatchObject({ state: 'finished', progress: { delivered: AHEAD_OF_QUEUE + 20 } })

      await queue.accept('503', '503')
      const paused = await start()
      const pausedNo = await noOf(paused)
      const looked = await lookAtRun(read, pausedNo)
      if (looked === null) throw new Error('there is no run')
      await pauseRun(world.ctx, SYSTEM, paused)
      await writer.run((db) => takeStep(db, pausedNo, looked, nextStep(looked), world.nowMs))
      expect(await queue.work(null)).toBe(0)
      expect(await run(paused)).toMatchObject({ state: 'paused', progress: { waiting: 2 } })

      await resumeRun(world.ctx, SYSTEM, paused)
      await advance(paused)
      await queue.work('404')
      await writer.run((db) => takeStep(db, pausedNo, looked, nextStep(looked), world.nowMs))
      await advance(paused)
      expect(await run(paused)).toMatchObject({ state: 'halted', progress: { failed: 1, sent: 1 } })
    })

    it('is driven until it is over, and looked at when somebody says so', async () => {
      await queue.accept('503', '503', '503')
      let wakes = 0
      const runs = makeRuns({
        ...world.ctx,
        wake: () => {
          wakes += 1
        },
        log: (error) => expect(error).toBeNull(),
      })
      runs.start()
      const runId = await start()
      const until = async (state: string) => {
        for (let tries = 0; tries < 200 && (await run(runId)).state !== state; tries += 1) {
          runs.look()
          await new Promise((resolve) => setTimeout(resolve, 5))
          await queue.work(null)
        }
        return (await run(runId)).state
      }
      expect(await until('finished')).toBe('finished')
      expect(wakes).toBe(2)
      await runs.close()
    })

    it('keeps its sum, and touches each delivery at most once, whatever happens in whatever order', async () => {
      const action = fc.constantFrom(
        'advance',
        'arrive',
        'fail',
        'skip',
        'again',
        'pause',
        'resume',
        'stop',
        'hand',
        'restart',
      )
      await fc.assert(
        fc.asyncProperty(
          fc.array(action, { minLength: 1, maxLength: 25 }),
          fc.integer({ min: 1, max: 6 }),
          async (actions, total) => {
            await begin()
            const accepted = await queue.accept(...Array<string>(total).fill('503'))
            const runId = await start()
            let byHand = 0
            const doing: Record<(typeof actions)[number], () => Promise<unknown>> = {
              advance: () => advance(runId),
              arrive: () => queue.work(null),
              fail: () => queue.work('404'),
              skip: () => queue.work('use_webhook_off'),
              again: () => queue.workLeavingPending('503'),
              pause: () => code(pauseRun(world.ctx, SYSTEM, runId)),
              resume: () => code(resumeRun(world.ctx, SYSTEM, runId)),
              stop: () => code(stopRun(world.ctx, SYSTEM, runId)),
              hand: async () => {
                if ((await code(redeliverOne(world.ctx, SYSTEM, accepted[0]?.id ?? ''))) === null) byHand += 1
              },
              restart: () => world.restart(),
            }
            for (const one of actions) {
              world.nowMs += 10
              await doing[one]()
              const { progress } = await run(runId)
              expect(progress.total).toBe(total)
              expect(RUN_ITEM_STATES.reduce((sum, state) => sum + progress[state], 0)).toBe(total)
            }
            const [sends] = await world.database.look('SELECT sum(fence) AS times FROM deliveries')
            expect(Number(sends?.times)).toBeLessThanOrEqual(total + byHand)
            const ledger = await queue.ledger()
            expect(ledger.delivered + ledger.pending + ledger.failed + ledger.skipped).toBe(total)
          },
        ),
        { numRuns: 25 },
      )
    })
  })
}
