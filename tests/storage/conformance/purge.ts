import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { createKey } from '@/lib/commands/create-key.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { importErrors } from '@/lib/commands/import-errors.ts'
import { purgeDeletedChannels } from '@/lib/commands/purge-deleted-channels.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { delivered } from '@/lib/domain/outcome.ts'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

/** Every table whose rows belong to a channel, as the schema has them, so that a new one is not forgotten. */
const TABLES = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(
  ([, body = '']) => (/^ {2}channelNo /m.test(body) ? [/@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''] : []),
)

const forever = new AbortController().signal
const REMARKED = { ...delivered(201), note: 'minor_errors', minorErrors: ['in part'] } as const

/** A channel with rows in every table, more of them than one step takes away. */
async function fill(world: World, name: string): Promise<ChannelView> {
  const { ctx, database, nowMs } = world
  const channel = await world.channel({ name, webhookUrl: 'https://bot.example/?token=shared' })
  await createKey(ctx, SYSTEM, { name: 'key', channelId: channel.id })
  const url = (index: number) => `https://bot.example/?token=${index % 3}`
  const body = Buffer.from('{}')
  await acceptDelivery(ctx, SYSTEM, channel, { body, source: 'api', urlOverride: url(0), sendId: 'tracked' })
  // As if it had been accepted 280 times.
  await database.tamper(`WITH RECURSIVE copies(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copies WHERE n < 280)
    INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", "sendNo", "urlNo", source)
      SELECT id || n, "channelNo", state, "createdAtMs" + n % 7, "sendNo", "urlNo", source
      FROM deliveries, copies WHERE "channelNo" = ${channel.no};
    INSERT INTO delivery_bodies ("deliveryNo", body) SELECT no, x'7b7d' FROM deliveries WHERE "channelNo" = ${channel.no}
      ON CONFLICT DO NOTHING`)
  const attempts = Array.from({ length: 700 }, (_, index) =>
    attempt(nowMs + index * 1000, index % 2 === 0 ? '503' : null, {
      url: url(index),
      sendId: `send ${index % 5}`,
      ...(index === 1 ? { judged: REMARKED } : {}),
    }),
  )
  await world.record(channel, ...attempts)
  const dayBefore = nowMs - 24 * 3_600_000
  const row = { line: 2, startMs: dayBefore, endMs: dayBefore, reason: reasonOfDetail('503') ?? Number.NaN, errors: 1 }
  await importErrors(ctx, SYSTEM, channel.id, { file: { rows: [row], unread: [] }, range: null, fileName: null })
  await database.tamper(`INSERT INTO campaigns ("channelNo", "campaignId", "createdAtMs") VALUES (${channel.no}, 'c', 1);
    INSERT INTO roles ("userId", "channelNo", role) VALUES ('u', ${channel.no}, 'member');
    INSERT INTO channel_deliveries ("channelNo", refused) VALUES (${channel.no}, 1);
    INSERT INTO delivery_events ("channelNo", "eventId", "deliveryNo")
      SELECT "channelNo", CAST(no AS BLOB), no FROM deliveries WHERE "channelNo" = ${channel.no};
    INSERT INTO redelivery_runs (id, "channelNo", state, "startedBy", "startedAtMs", "chosenJson", total)
      VALUES ('run of ${channel.id}', ${channel.no}, 'finished', 'cli', 1, '{}', 280);
    INSERT INTO redelivery_run_items ("runNo", "deliveryNo", state)
      SELECT runs.no, deliveries.no, 'waiting' FROM redelivery_runs AS runs
      JOIN deliveries ON deliveries."channelNo" = runs."channelNo" WHERE runs."channelNo" = ${channel.no}`)
  return channel
}

async function countRows(world: World, { no }: ChannelView): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const [row] = await world.database.look(`SELECT count(*) AS n FROM ${table} WHERE "channelNo" = ${no}`)
    counts[table] = Number(row?.n)
  }
  const [bodies] = await world.database.look(`SELECT count(*) AS n FROM delivery_bodies`)
  const [items] = await world.database.look('SELECT count(*) AS n FROM redelivery_run_items')
  const [channels] = await world.database.look(`SELECT count(*) AS n FROM channels WHERE no = ${no}`)
  return { ...counts, bodies: Number(bodies?.n), items: Number(items?.n), channels: Number(channels?.n) }
}

/** The same storage, whose process ends with its `last`th transaction. */
function dyingAfter(ctx: Context, last: number): Context {
  let left = last
  const { writer } = ctx.storage
  const run: typeof writer.run = async (build) => {
    if (left === 0) throw new Error('killed')
    left -= 1
    return writer.run(build)
  }
  return { ...ctx, storage: { ...ctx.storage, writer: { ...writer, run } } }
}

export function describePurge(engine: Engine): void {
  describe('a deleted channel', () => {
    it('leaves nothing but its audit trail, and takes nothing of another channel along', async () => {
      const world = await makeWorld(engine)
      const other = await fill(world, 'stays')
      const kept = await countRows(world, other)
      const channel = await fill(world, 'goes')
      const before = await countRows(world, channel)
      expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([])
      expect(before).toMatchObject({ attempts: 700, attempt_facts: 351, deliveries: 280, urls: 3, sends: 6 })

      await deleteChannel(world.ctx, SYSTEM, channel.id)
      expect(await purgeDeletedChannels(world.ctx, SYSTEM, forever)).toBe(1)
      const { audit, bodies, items, ...gone } = await countRows(world, channel)
      expect(Object.entries(gone).filter(([, rows]) => rows > 0)).toEqual([])
      expect([bodies, items]).toEqual([280, 280])
      const actions = `SELECT action, detail FROM audit WHERE "channelNo" = ${channel.no} ORDER BY no`
      expect((await world.database.look(actions)).map(({ action }) => action)).toEqual([
        'channel.create',
        'key.create',
        'import.add',
        'channel.delete',
        'channel.purge',
      ])
      expect(JSON.stringify(await world.database.look(actions))).not.toContain('token=')

      expect(await countRows(world, other)).toEqual(kept)
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ name: 'stays' }] })
      const { attempts } = await listAttempts(world.ctx, [other], { limit: 3 })
      expect(attempts.map(({ url }) => url)).toEqual([0, 2, 1].map((token) => `https://bot.example/?token=${token}`))
      expect(await purgeDeletedChannels(world.ctx, SYSTEM, forever)).toBe(0)
    })

    it('counts for nothing while it is on its way out', async () => {
      const world = await makeWorld(engine)
      const channel = await fill(world, 'goes')
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      await expect(purgeDeletedChannels(dyingAfter(world.ctx, 5), SYSTEM, forever)).rejects.toThrow('killed')
      expect(await checkStorage(world.ctx)).toEqual({ clean: true, channels: [] })
    })

    it('goes on where a killed process left off, wherever that was', async () => {
      const world = await makeWorld(engine)
      const channel = await fill(world, 'goes')
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      let rows = Object.values(await countRows(world, channel)).reduce((sum, count) => sum + count, 0)
      let kills = 0
      for (; kills < 200; kills += 1) {
        const killed = await purgeDeletedChannels(dyingAfter(world.ctx, kills % 4), SYSTEM, forever).catch(
          (error: Error) => error.message,
        )
        if (killed !== 'killed') break
        const left = Object.values(await countRows(world, channel)).reduce((sum, count) => sum + count, 0)
        expect(left).toBeLessThanOrEqual(rows)
        rows = left
        if (kills % 10 === 0) await world.restart()
        // The empty tables are walked through again, so that a later kill has to come later.
        if (kills > 40) break
      }
      expect(kills).toBeGreaterThan(10)
      expect(await purgeDeletedChannels(world.ctx, SYSTEM, forever)).toBe(1)
      const { audit, ...gone } = await countRows(world, channel)
      expect(Object.values(gone).every((count) => count === 0)).toBe(true)
    })

    it('stops between two steps when it is told to', async () => {
      const world = await makeWorld(engine)
      const channel = await fill(world, 'goes')
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      const stop = new AbortController()
      const purging = purgeDeletedChannels(world.ctx, SYSTEM, stop.signal)
      setTimeout(() => stop.abort(), 5)
      expect(await purging).toBe(0)
      expect((await countRows(world, channel)).channels).toBe(1)
      expect(await purgeDeletedChannels(world.ctx, SYSTEM, forever)).toBe(1)
    })

    it('does not keep other channels from recording meanwhile', async () => {
      const world = await makeWorld(engine)
      const channel = await fill(world, 'goes')
      const other = await world.channel({ name: 'stays' })
      await deleteChannel(world.ctx, SYSTEM, channel.id)
      let purged = false
      const purging = purgeDeletedChannels(world.ctx, SYSTEM, forever).then(() => {
        purged = true
      })
      let between = 0
      while (!purged) {
        await world.record(other, attempt(world.nowMs, '503'))
        between += 1
      }
      await purging
      expect(between).toBeGreaterThan(1)
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ attempts: between }] })
    })

    it('takes nothing in any more, so that nothing is left behind afterwards', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const late = [
        deleteChannel(world.ctx, SYSTEM, channel.id),
        createKey(world.ctx, SYSTEM, { name: 'late', channelId: channel.id }),
        updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics: false }),
        acceptDelivery(world.ctx, SYSTEM, channel, {
          body: Buffer.from('{}'),
          source: 'api',
          urlOverride: 'https://late.example/',
          sendId: 'late',
        }),
        world.record(channel, attempt(world.nowMs, '503', { url: 'https://late.example/', sendId: 'late' })),
      ]
      const settled = await Promise.allSettled(late)
      for (const each of settled.slice(1)) {
        if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'not_found' })
      }
      await purgeDeletedChannels(world.ctx, SYSTEM, forever)
      const { audit, ...gone } = await countRows(world, channel)
      expect(Object.entries(gone).filter(([, rows]) => rows > 0)).toEqual([])
    })

    it('is purged by those who manage the instance', async () => {
      const world = await makeWorld(engine)
      const key = { kind: 'key', keyId: 'k', channelNo: 1, scopes: ['channel:manage'] } as const
      await expect(purgeDeletedChannels(world.ctx, key, forever)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
