import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import type { NewAttempt } from '@/lib/storage/new-attempt.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, outcomeOf, SYSTEM, type World } from '../world.ts'

const hashOf = (byte: number) => new Uint8Array(8).fill(byte)

const countIn = async (world: World, channel: ChannelView) => {
  const { attempts, errors } = await errorTimeline(world.ctx, channel, {
    fromMs: world.nowMs - 9e8,
    toMs: world.nowMs + 1,
  })
  return { attempts, errors }
}

export function describeRecording(engine: Engine): void {
  describe('recording', () => {
    it('stores the same id of a channel once, told as a duplicate, within a batch and later', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const twice = attempt(world.nowMs, '503', { id: 'a', reportHash: hashOf(1) })
      expect(await world.record(channel, twice, twice)).toEqual({ accepted: 1, duplicates: 1, errors: [] })
      expect(await world.record(channel, twice)).toEqual({ accepted: 0, duplicates: 1, errors: [] })
      expect(await countIn(world, channel)).toEqual({ attempts: 1, errors: 1 })
    })

    it('refuses the same id with other content, and keeps what was good beside it', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await world.record(channel, attempt(world.nowMs, '503', { id: 'a', reportHash: hashOf(1) }))
      const answer = await world.record(
        channel,
        attempt(world.nowMs, null, { id: 'b' }),
        attempt(world.nowMs + 1, '404', { id: 'a', reportHash: hashOf(2) }),
        attempt(world.nowMs, null, { id: 'c', reportHash: hashOf(1) }),
        attempt(world.nowMs, null, { id: 'c', reportHash: null }),
      )
      expect(answer).toMatchObject({ accepted: 2, duplicates: 0 })
      expect(answer.errors.map(({ index, code }) => [index, code])).toEqual([
        [1, 'id_reused'],
        [3, 'id_reused'],
      ])
      expect(await countIn(world, channel)).toEqual({ attempts: 3, errors: 1 })
    })

    it('keeps the same id of two channels apart', async () => {
      const world = await makeWorld(engine)
      const [one, other] = [await world.channel(), await world.channel()]
      const same = attempt(world.nowMs, '503', { id: 'a' })
      expect((await world.record(one, same)).accepted).toBe(1)
      expect((await world.record(other, same)).accepted).toBe(1)
      expect(await countIn(world, one)).toEqual({ attempts: 1, errors: 1 })
    })

    it('takes ids of any shape and gives them back as they were', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const ids = [
        '01H810YECXQQZ37VAXPF6H9E6T',
        '01h810yecxqqz37vaxpf6h9e6t',
        '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
        '8ZZZZZZZZZZZZZZZZZZZZZZZZZ',
        'e2c56db5-dffb-48d2-b060-d0f5a71096e0',
        'E2C56DB5-DFFB-48D2-B060-D0F5A71096E0',
        '届く',
        "'; DROP TABLE attempts; --",
        'a'.repeat(500),
      ]
      await world.record(channel, ...ids.map((id) => attempt(world.nowMs, null, { id, webhookEventId: id })))
      const { attempts } = await listAttempts(world.ctx, [channel], { limit: 200 })
      expect(new Set(attempts.map(({ id }) => id))).toEqual(new Set(ids))
      expect(attempts.every(({ id, webhookEventId }) => id === webhookEventId)).toBe(true)
      for (const id of ids) expect((await attemptDetail(world.ctx, SYSTEM, id)).id).toBe(id)
    })

    it('refuses texts that would come back as others', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const bad: Partial<AttemptToRecord>[] = [{ id: 'a\0b' }, { id: '' }, { url: 'https://\ud800' }, { sendId: '\0' }]
      const answer = await world.record(
        channel,
        ...bad.map((more) => attempt(world.nowMs, null, more)),
        attempt(world.nowMs),
      )
      expect(answer.accepted).toBe(1)
      expect(answer.errors.map(({ index, code, field }) => [index, code, field])).toEqual([
        [0, 'invalid_item', 'id'],
        [1, 'invalid_item', 'id'],
        [2, 'invalid_item', 'url'],
        [3, 'invalid_item', 'sendId'],
      ])
    })

    it('never counts a verification, whether it failed or arrived, and keeps what it sent and got', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const facts = {
        startedAtMs: world.nowMs,
        durationMs: 12,
        url: 'https://bot.example/hook',
        status: 500,
        error: null,
        phases: { dnsMs: 1, tcpMs: 2, tlsMs: 3, sessionMs: 4, firstByteMs: 5, bodyMs: 6 },
        protocol: 'http/1.1' as const,
        remoteAddress: '198.51.100.7',
        addresses: ['198.51.100.7'],
        reusedConnection: true,
        tlsVersion: 'TLSv1.3',
        certificate: null,
        requestHeaders: { 'X-Line-Signature': 'secret', 'content-type': 'application/json' },
        responseHeaders: { 'set-cookie': 'secret', server: 'x\u202e\u0085' },
        responseBody: Buffer.from('<b>oops</b>\u202e\0\r\n'),
        responseTruncated: true,
      }
      const verification = { purpose: 'verification', requestBody: '{"events":[]}' } as const
      await world.record(
        channel,
        attempt(world.nowMs, '500', { ...verification, id: 'failed', url: facts.url, facts }),
        attempt(world.nowMs, null, { ...verification, id: 'arrived' }),
      )
      expect(await countIn(world, channel)).toEqual({ attempts: 0, errors: 0 })
      expect(await attemptDetail(world.ctx, SYSTEM, 'arrived')).toMatchObject({
        counted: false,
        purpose: 'verification',
        request: { body: '{"events":[]}' },
        response: null,
      })
      expect(await attemptDetail(world.ctx, SYSTEM, 'failed', { channelId: channel.id })).toMatchObject({
        counted: false,
        url: facts.url,
        outcome: { state: 'failed', cause: 'error_status_code', detail: '500', status: 500 },
        phases: facts.phases,
        protocol: 'http/1.1',
        remoteAddress: '198.51.100.7',
        reusedConnection: true,
        tlsVersion: 'TLSv1.3',
        addresses: ['198.51.100.7'],
        request: { headers: { 'x-line-signature': '[redacted]', 'content-type': 'application/json' } },
        response: {
          status: 500,
          headers: { 'set-cookie': '[redacted]', server: 'x' },
          body: '<b>oops</b>\n',
          truncated: true,
        },
      })
    })

    it('judges a late report by the time that it is about', async () => {
      const world = await makeWorld(engine)
      const start = world.nowMs
      const channel = await world.channel()
      world.nowMs = start + 60_000
      await updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics: false })
      world.nowMs = start + 120_000
      await world.record(channel, attempt(start - 1), attempt(start), attempt(start + 59_999), attempt(start + 60_000))
      const { attempts } = await listAttempts(world.ctx, [channel])
      expect(attempts.map(({ startedAtMs, counted }) => [startedAtMs - start, counted])).toEqual([
        [60_000, false],
        [59_999, true],
        [0, true],
        [-1, false],
      ])
    })

    it('keeps a row that cannot be stored from keeping others out, and rejects only its sender', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const row = (id: string, more: Partial<NewAttempt> = {}): NewAttempt => ({
        ...attempt(world.nowMs),
        id,
        channelNo: channel.no,
        deliveryNo: null,
        delivery: null,
        requestBody: null,
        ...more,
      })
      const { writer } = world.ctx.storage
      const settled = await Promise.allSettled([
        writer.record([row('a')]),
        writer.record([row('b'), row('poison', { durationMs: -1 }), row('c')]),
        writer.record([row('d')]),
      ])
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await countIn(world, channel)).toEqual({ attempts: 4, errors: 0 })
      expect(await writer.record([row('b'), row('c')])).toEqual(['duplicate', 'duplicate'])
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
    })

    it('ends for a channel that was deleted', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      await expect(world.record(channel, attempt(world.nowMs))).rejects.toMatchObject({ code: 'not_found' })
    })

    it('makes a delivery what its last attempt says', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const { deliveryId, deliveryNo } = await acceptDelivery(world.ctx, SYSTEM, channel, {
        body: Buffer.from('{"destination":"U1","events":[{}]}'),
        source: 'practice',
        urlOverride: 'https://bot.example/other',
      })
      const first = attempt(world.nowMs, '503', {
        id: 'first',
        deliveryNo,
        delivery: { state: 'pending', reason: null, nextAttemptAtMs: world.nowMs + 1000 },
      })
      await world.record(channel, first)
      await world.record(channel, first)
      const [pending] = await world.database.look(
        'SELECT state, attempts, "nextAttemptAtMs", "endedAtMs" FROM deliveries',
      )
      expect(pending).toEqual({ state: 'pending', attempts: 1, nextAttemptAtMs: world.nowMs + 1000, endedAtMs: null })
      const last = attempt(world.nowMs + 1000, null, {
        purpose: 'redelivery',
        deliveryNo,
        delivery: { state: 'delivered', reason: null },
      })
      await world.record(channel, last)
      const [ended] = await world.database.look(
        'SELECT state, attempts, "nextAttemptAtMs", "endedAtMs" FROM deliveries',
      )
      expect(ended).toEqual({ state: 'delivered', attempts: 2, nextAttemptAtMs: null, endedAtMs: world.nowMs + 1100 })
      expect(await attemptDetail(world.ctx, SYSTEM, 'first')).toMatchObject({
        deliveryId,
        request: { body: '{"destination":"U1","events":[{}]}' },
      })
      const { channels } = await checkStorage(world.ctx)
      expect(channels[0]?.ledger).toEqual({ accepted: 1, delivered: 1, pending: 0, failed: 0, skipped: 0 })
    })

    it('lets a busy producer wait for the disk and nobody else for it', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      let turns = 0
      const timer = setInterval(() => {
        turns += 1
      }, 1)
      const waves = Array.from({ length: 40 }, () =>
        world.record(channel, ...Array.from({ length: 100 }, () => attempt(world.nowMs))),
      )
      const answers = await Promise.all(waves)
      clearInterval(timer)
      expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(4000)
      // Flushes that settle in microtasks alone would have let no timer fire.
      expect(turns).toBeGreaterThan(0)
    })

    it('is idempotent and counts right in any interleaving of duplicates, conflicts and switches', async () => {
      const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
      const step = fc.oneof(
        fc.record({
          do: fc.constant('record' as const),
          items: fc.array(
            fc.record({
              id: ids,
              hash: fc.constantFrom(1, 2),
              ago: fc.integer({ min: -50, max: 300 }),
              purpose: fc.constantFrom('delivery' as const, 'redelivery' as const, 'verification' as const),
              detail: fc.constantFrom(null, '503', 'Request timeout'),
              sendId: fc.constantFrom(null, 's1', 's2'),
            }),
            { minLength: 1, maxLength: 6 },
          ),
        }),
        fc.record({
          do: fc.constant('switch' as const),
          patch: fc.constantFrom(
            { errorStatistics: true, useWebhook: true },
            { errorStatistics: false },
            { useWebhook: false },
          ),
        }),
        fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -20, max: 100 }) }),
      )
      const world = await makeWorld(engine)
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const channel = await world.channel({ errorStatistics: false })
          const known = new Map<string, number>()
          const running: Promise<void>[] = []
          for (const each of steps) {
            if (each.do === 'wait') world.nowMs += each.ms
            else if (each.do === 'switch') {
              running.push(updateChannel(world.ctx, SYSTEM, channel.id, each.patch).then(() => {}))
            } else {
              const { nowMs } = world
              const items = each.items.map(({ id, hash, ago, detail, purpose, sendId }) =>
                attempt(nowMs - ago, detail, { id, purpose, sendId, reportHash: hashOf(hash) }),
              )
              running.push(
                world.record(channel, ...items).then(({ accepted, duplicates, errors }) => {
                  expect(accepted + duplicates + errors.length).toBe(items.length)
                }),
              )
              for (const { id, hash } of each.items) if (!known.has(id)) known.set(id, hash)
            }
          }
          await Promise.all(running)
          const { attempts } = await listAttempts(world.ctx, [channel], { limit: 200 })
          expect(new Set(attempts.map(({ id }) => id))).toEqual(new Set(known.keys()))
          expect(attempts).toHaveLength(known.size)
          expect(attempts.some(({ purpose, counted }) => purpose === 'verification' && counted)).toBe(false)
          expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
          const counted = attempts.filter((each) => each.counted)
          expect(await countIn(world, channel)).toEqual({
            attempts: counted.length,
            errors: counted.filter(({ outcome }) => outcome.state === 'failed').length,
          })
        }),
        { numRuns: 25 },
      )
    })

    it('stores every outcome that there can be', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const details = ['Invalid URL syntax', 'Stream closed unexpectedly', '100', '301', '599', '999']
      await world.record(channel, ...details.map((detail) => attempt(world.nowMs, detail)))
      const { attempts } = await listAttempts(world.ctx, [channel])
      expect(new Set(attempts.map(({ outcome }) => outcome.detail))).toEqual(new Set(details))
      expect(
        attempts
          .map(({ outcome }) => outcome.cause)
          .every((cause, index) => cause === outcomeOf(attempts[index]?.outcome.detail ?? null).cause),
      ).toBe(true)
    })
  })
}
