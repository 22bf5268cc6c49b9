import { describe, expect, it } from 'vitest'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { lineDate, lineTime } from '@/lib/domain/statistics/webhook-errors.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { type WebhookErrorsQuery, webhookErrors, webhookErrorTotals } from '@/lib/reports/webhook-errors.ts'
import { jst, makeDataset } from '../dataset.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, type World } from '../world.ts'

/** Date, start, end, cause, detail, errors: LINE's columns. */
async function table(world: World, channel: ChannelView, query: Parameters<typeof webhookErrors>[2] = {}) {
  const { rows, nextCursor } = await webhookErrors(world.ctx, channel, query)
  const lines = rows.map(({ firstAtMs, lastAtMs, cause, detail, errors }) =>
    [lineDate(firstAtMs).slice(5), lineTime(firstAtMs), lineTime(lastAtMs), cause, detail, errors].join(' '),
  )
  return { lines, nextCursor }
}

export function describeWebhookErrors(engine: Engine): void {
  describe('LINE’s table of errors', () => {
    const whole = { fromMs: jst('11-20T00:00:00'), toMs: jst('11-21T02:00:00') }

    it('has the counted errors of the dataset, a row for each minute, cause and detail, newest first', async () => {
      const world = await makeWorld(engine)
      const channel = await makeDataset(world)
      const { lines, nextCursor } = await table(world, channel, whole)
      expect(lines).toEqual([
        '11/21 01:00:00 01:00:00 error_status_code 404 1',
        '11/21 00:10:00 00:10:00 error_status_code 503 1',
        '11/21 00:00:00 00:00:00 error_status_code 503 1',
        '11/20 17:59:59 17:59:59 could_not_connect Unknown host 1',
        '11/20 09:01:00 09:01:00 request_timeout Request timeout 1',
        '11/20 09:00:30 09:00:30 request_timeout Request timeout 1',
      ])
      expect(nextCursor).toBeNull()
      expect(await webhookErrorTotals(world.ctx, channel, whole)).toEqual({
        rows: 6,
        errors: 6,
        attempts: 8,
        imported: [],
        off: [
          { fromMs: jst('11-20T00:00:00'), toMs: jst('11-20T09:00:00') },
          { fromMs: jst('11-20T18:00:00'), toMs: jst('11-21T00:00:00') },
        ],
      })
    })

    it('adds up what is of one minute, redeliveries and sends too, and tells when the first and the last were', async () => {
      const world = await makeWorld(engine, jst('11-21T03:00:00'))
      const channel = await world.channel()
      world.nowMs = jst('11-21T03:20:00')
      await world.record(
        channel,
        attempt(jst('11-21T03:12:39'), 'TLS handshake failure', { purpose: 'redelivery' }),
        attempt(jst('11-21T03:12:00'), 'TLS handshake failure', { sendId: 's1' }),
        attempt(jst('11-21T03:12:21'), 'Connection failed'),
        attempt(jst('11-21T03:12:22'), null),
        attempt(jst('11-21T03:12:23'), 'Connection failed', { purpose: 'verification' }),
        attempt(jst('11-21T03:11:59.999'), 'TLS handshake failure'),
      )
      expect((await table(world, channel)).lines).toEqual([
        '11/21 03:12:21 03:12:21 could_not_connect Connection failed 1',
        '11/21 03:12:00 03:12:39 could_not_connect TLS handshake failure 2',
        '11/21 03:11:59 03:11:59 could_not_connect TLS handshake failure 1',
      ])
    })

    it('is cut to whole minutes, and filtered by cause and detail', async () => {
      const world = await makeWorld(engine)
      const channel = await makeDataset(world)
      const cut = await webhookErrors(world.ctx, channel, {
        fromMs: jst('11-20T17:59:30'),
        toMs: jst('11-21T00:10:01'),
      })
      expect(cut).toMatchObject({ fromMs: jst('11-20T17:59:00'), toMs: jst('11-21T00:11:00') })
      expect(cut.rows.map(({ detail }) => detail)).toEqual(['503', '503', 'Unknown host'])
      const count = async (query: WebhookErrorsQuery) => {
        const { rows } = await webhookErrors(world.ctx, channel, { ...whole, ...query })
        const totals = await webhookErrorTotals(world.ctx, channel, { ...whole, ...query })
        expect(totals.rows).toBe(rows.length)
        return totals.errors
      }
      expect(await count({ cause: 'request_timeout' })).toBe(2)
      expect(await count({ cause: ['could_not_connect', 'error_status_code'] })).toBe(4)
      expect(await count({ detail: ['503', 'Unknown host'] })).toBe(3)
      expect(await count({ cause: 'unclassified' })).toBe(0)
      await expect(webhookErrors(world.ctx, channel, { detail: 'Unknown ghost' })).rejects.toThrow(/detail/)
      await expect(webhookErrors(world.ctx, channel, { cursor: '!' })).rejects.toThrow(/cursor/)
    })

    it('comes page by page: all of it, once, whole minutes, also when more is recorded in between', async () => {
      const world = await makeWorld(engine, jst('11-21T03:00:00'))
      const channel = await world.channel()
      world.nowMs = jst('11-21T04:00:00')
      const details = ['Connection failed', 'Request timeout', '503']
      const attempts = Array.from({ length: 90 }, (_, index) =>
        attempt(jst('11-21T03:00:00') + (index % 30) * 60_000, details[index % 3] ?? '503'),
      )
      await world.record(channel, ...attempts, attempt(jst('11-21T03:05:30'), '404'))
      const all = (await table(world, channel, { limit: 1_000 })).lines
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await table(world, channel, { limit: 4, cursor })
        // A minute that was shown gets an error more: it is neither shown again nor does it push another out.
        if (cursor === undefined) await world.record(channel, attempt(jst('11-21T03:29:00'), '500'))
        paged.push(...page.lines)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(all)
      const { errors } = await errorTimeline(world.ctx, channel, {
        fromMs: jst('11-21T03:00:00'),
        toMs: jst('11-21T04:00:00'),
      })
      expect(errors).toBe(92)
    })
  })
}
