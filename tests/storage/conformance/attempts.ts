import { beforeEach, describe, expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import type { Actor, Scope } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'
import { findById } from '@/lib/reports/find-by-id.ts'
import { type AttemptsQuery, attemptsTotal, listAttempts } from '@/lib/reports/list-attempts.ts'
import { jst, makeDataset } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

export function describeAttempts(engine: Engine): void {
  describe('the attempts of the dataset', () => {
    let world: World
    let channel: ChannelView

    beforeEach(async () => {
      world = await makeWorld(engine)
      channel = await makeDataset(world)
    })

    const ids = async (query: AttemptsQuery) =>
      (await listAttempts(world.ctx, [channel], query)).attempts.map(({ id }) => Number(id))

    it.each<[string, AttemptsQuery, number[]]>([
      ['everything', {}, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
      ['failures', { state: 'failed' }, [13, 11, 10, 9, 8, 7, 5, 4, 3, 1]],
      ['arrivals', { state: 'delivered' }, [12, 6, 2]],
      ['a cause', { cause: 'could_not_connect' }, [8, 7, 5]],
      ['causes', { cause: ['could_not_connect', 'request_timeout'] }, [8, 7, 5, 4, 3]],
      ['a detail', { detail: '503' }, [11, 10, 9, 1]],
      ['a cause and a detail', { cause: 'error_status_code', detail: ['404', 'Unknown host'] }, [13]],
      ['a class of status', { statusClass: '4xx' }, [13]],
      ['statuses of success', { statusClass: '2xx' }, [12, 6, 2]],
      ['verifications', { purpose: 'verification' }, [6, 5]],
      ['failed verifications', { purpose: 'verification', state: 'failed' }, [5]],
      ['redeliveries', { purpose: 'redelivery' }, [4]],
      ['a send', { sendId: 's1' }, [12, 11]],
      ['an unknown send', { sendId: 'zz' }, []],
      ['failures of a send', { sendId: 's1', state: 'failed' }, [11]],
      ['a range, half-open', { fromMs: jst('11-20T18:00:00'), toMs: jst('11-21T00:00:00') }, [9, 8]],
      ['failures of a range', { fromMs: jst('11-21T00:00:00'), state: 'failed' }, [13, 11, 10]],
    ])('are found by %s, newest first, and counted', async (_, query, expected) => {
      expect(await ids(query)).toEqual(expected)
      expect(await attemptsTotal(world.ctx, channel, query)).toEqual({ count: expected.length, more: false })
    })

    it('are counted to ten thousand; of more it is said that there are more', async () => {
      const busy = await world.channel()
      const from = jst('11-21T02:00:00')
      for (let first = 0; first < 10_001; first += 1_000) {
        const many = Array.from({ length: Math.min(1_000, 10_001 - first) }, (_, at) =>
          attempt(from + first + at, first + at === 10_000 ? '503' : null, { id: `n${first + at}` }),
        )
        await world.record(busy, ...many)
      }
      expect(await attemptsTotal(world.ctx, busy)).toEqual({ count: 10_000, more: true })
      // Among the successes nothing leads to them: what was not looked at may hold more.
      expect(await attemptsTotal(world.ctx, busy, { state: 'delivered' })).toEqual({ count: 10_000, more: true })
      expect(await attemptsTotal(world.ctx, busy, { purpose: 'redelivery' })).toEqual({ count: 0, more: true })
      expect(await attemptsTotal(world.ctx, busy, { state: 'failed' })).toEqual({ count: 1, more: false })
      expect(await attemptsTotal(world.ctx, busy, { toMs: from + 10_000 })).toEqual({ count: 10_000, more: false })
    })

    it('come in pages that neither repeat nor leave out', async () => {
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const page = await listAttempts(world.ctx, [channel], { state: 'failed', limit: 3, cursor })
        seen.push(...page.attempts.map(({ id }) => Number(id)))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual([13, 11, 10, 9, 8, 7, 5, 4, 3, 1])
    })

    it('say what was seen and judged', async () => {
      const { attempts } = await listAttempts(world.ctx, [channel], { detail: '404' })
      expect(attempts).toEqual([
        {
          id: '13',
          channelId: channel.id,
          deliveryId: null,
          webhookEventId: null,
          sendId: 's2',
          campaignId: null,
          purpose: 'delivery',
          counted: true,
          startedAtMs: jst('11-21T01:00:00'),
          durationMs: 100,
          url: null,
          outcome: { state: 'failed', cause: 'error_status_code', detail: '404', status: 404, processed: 'maybe' },
          error: null,
          phases: { dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null },
          protocol: null,
          remoteAddress: null,
          reusedConnection: false,
          minorErrors: [],
        },
      ])
    })

    it.each([
      ['a cursor of another make', { cursor: 'zzz' }],
      ['an unknown cause', { cause: 'bad_luck' }],
      ['an unknown detail', { detail: 'Bad luck' }],
    ])('are refused for %s', async (_, query) => {
      await expect(listAttempts(world.ctx, [channel], query)).rejects.toMatchObject({ code: 'invalid_request' })
    })

    it('of several channels come merged, also where they began in the same millisecond', async () => {
      const other = await world.channel()
      const at = jst('11-21T01:00:00')
      for (const id of ['a', 'b']) await world.record(other, attempt(at, null, { id }))
      await world.record(channel, attempt(at, null, { id: 'c', webhookEventId: 'e1' }))
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listAttempts(world.ctx, [channel, other], { limit: 1, cursor, fromMs: at })
        seen.push(...page.attempts.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual(['b', 'a', 'c', '13'])
      expect((await listAttempts(world.ctx, [channel, other], { webhookEventId: 'e1' })).attempts).toHaveLength(1)
    })

    it('are found by any event of the body that they carried, each once, and no other channel’s', async () => {
      const other = await world.channel()
      const carried = async (to: ChannelView, id: string, ...eventIds: string[]) => {
        const body = Buffer.from('{}')
        const { deliveryNo } = await acceptDelivery(world.ctx, SYSTEM, to, { body, source: 'gateway', eventIds })
        const startedAtMs = jst('11-21T03:00:00')
        await world.record(to, attempt(startedAtMs, null, { id, deliveryNo, webhookEventId: eventIds[0] ?? null }))
      }
      await carried(channel, 'both', 'e1', 'e2')
      await carried(channel, 'first again', 'e1', 'e3')
      await carried(other, 'elsewhere', 'e2')
      const found = async (webhookEventId: string) => {
        const { attempts } = await listAttempts(world.ctx, [channel], { webhookEventId })
        expect(await attemptsTotal(world.ctx, channel, { webhookEventId })).toEqual({
          count: attempts.length,
          more: false,
        })
        return attempts.map(({ id }) => id).sort()
      }
      expect(await found('e1')).toEqual(['both', 'first again'])
      expect(await found('e2')).toEqual(['both'])
      expect(await found('e3')).toEqual(['first again'])
      expect(await found('e4')).toEqual([])
    })

    it('are found by their id, as deliveries are, by those alone who may see the channel’s statistics', async () => {
      const { deliveryId } = await acceptDelivery(world.ctx, SYSTEM, channel, {
        body: Buffer.from('{}'),
        source: 'api',
      })
      const other = await world.channel({ name: 'Other' })
      await world.record(other, attempt(jst('11-21T02:00:00'), null, { id: '13' }))
      const key = (channelNo: number, ...scopes: Scope[]): Actor => ({ kind: 'key', keyId: 'k', channelNo, scopes })
      const found = async (actor: Actor, id: string) =>
        (await findById(world.ctx, actor, id)).map(({ kind, channelName }) => [kind, channelName])
      expect(await found(SYSTEM, '13')).toEqual([['attempt', 'Other']])
      expect(await found(key(channel.no, 'statistics:read'), '13')).toEqual([['attempt', 'Shop']])
      expect(await found(SYSTEM, deliveryId)).toEqual([['delivery', 'Shop']])
      expect(await found(key(other.no, 'statistics:read'), deliveryId)).toEqual([])
      const writer = key(channel.no, 'attempts:write', 'deliveries:write', 'channel:manage')
      expect(await found(writer, '13')).toEqual([])
      expect(await found(writer, deliveryId)).toEqual([])
      expect(await found(SYSTEM, 'nothing')).toEqual([])
    })

    it('are shown only to those who may see the channel', async () => {
      const may = { kind: 'key', keyId: 'k', channelNo: channel.no, scopes: ['statistics:read'] } as const
      expect(await attemptDetail(world.ctx, may, '13')).toMatchObject({ id: '13', sendId: 's2' })
      const mayNot = { ...may, channelNo: channel.no + 1 }
      await expect(attemptDetail(world.ctx, mayNot, '13')).rejects.toMatchObject({ code: 'not_found' })
      await expect(attemptDetail(world.ctx, SYSTEM, '14')).rejects.toMatchObject({ code: 'not_found' })
      await expect(attemptDetail(world.ctx, SYSTEM, '13', { channelId: 'other' })).rejects.toMatchObject({
        code: 'not_found',
      })
    })
  })
}
