import { describe, expect, it, onTestFinished } from 'vitest'
import { acceptDelivery, type DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { resumeChannel } from '@/lib/commands/resume-channel.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { LONGEST_WAIT_MS } from '@/lib/domain/delivery.ts'
import { groupBy } from '@/lib/domain/group-by.ts'
import { concurrencyNow, FAILURES_IN_A_ROW, FIRST_PROBE_MS } from '@/lib/domain/suspension.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { type ClaimedDelivery, claimDeliveries, findWaitingChannels } from '@/lib/storage/claim-deliveries.ts'
import { releaseLeases } from '@/lib/storage/release-leases.ts'
import { settleClaims } from '@/lib/storage/settle-claims.ts'
import { skipOverdue } from '@/lib/storage/skip-overdue.ts'
import { bundleScript, runScript } from '../../support/run-bundled.ts'
import type { Claim } from '../claimer.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, SYSTEM, type World } from '../world.ts'

const LEASE_MS = 60_000
const MINUTE = 60_000

async function accept(world: World, channel: ChannelView, more: Partial<DeliveryToAccept> = {}) {
  return acceptDelivery(world.ctx, SYSTEM, channel, { body: Buffer.from('{"events":[]}'), source: 'api', ...more })
}

function claim(world: World, channel: ChannelView, most = 100): Promise<ClaimedDelivery[]> {
  const quota = { channelNo: channel.no, most, leaseUntilMs: world.nowMs + LEASE_MS }
  return claimDeliveries(world.ctx.storage, [quota], world.nowMs)
}

type Ended = { state: 'pending' | 'delivered' | 'failed'; nextAttemptAtMs?: number }

/** An attempt of what was claimed, as the worker records it. */
async function recordSent(world: World, channel: ChannelView, { no, fence }: ClaimedDelivery, ended: Ended) {
  const detail = ended.state === 'delivered' ? null : '503'
  const delivery = { reason: detail, fence, ...ended }
  await world.record(channel, attempt(world.nowMs, detail, { deliveryNo: no, delivery }))
}

async function rowOf(world: World, deliveryNo: number) {
  const [row] = await world.database.look(`SELECT * FROM deliveries WHERE no = ${deliveryNo}`)
  return row as Record<string, unknown>
}

const healthOf = async (world: World) => (await world.database.look('SELECT * FROM channel_deliveries'))[0]

export function describeQueue(engine: Engine): void {
  describe('the queue', () => {
    it('claims what is due, longest due first, with all that is needed to send it', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const body = Buffer.from([0, 255, 123])
      const first = await accept(world, channel, {
        body,
        source: 'gateway',
        headers: { 'x-line-signature': 'abc' },
        eventIds: ['01H810YECXQQZ37VAXPF6H9E6T'],
        events: 1,
        urlOverride: 'https://other.example/',
        sendId: 'send',
        path: '/path',
      })
      const queuedAtMs = world.nowMs
      world.nowMs += 5
      const second = await accept(world, channel)
      const claimed = await claim(world, channel)
      expect(claimed.map(({ id }) => id)).toEqual([first.deliveryId, second.deliveryId])
      const [one] = claimed
      expect(one).toEqual({
        no: first.deliveryNo,
        id: first.deliveryId,
        channelNo: channel.no,
        fence: 1,
        leaseUntilMs: world.nowMs + LEASE_MS,
        attempts: 0,
        tries: 0,
        queuedAtMs,
        body: Buffer.from(body),
        storedHeaders: { 'x-line-signature': 'abc' },
        urlOverride: 'https://other.example/',
        path: '/path',
        sendId: 'send',
        campaignId: null,
        webhookEventId: '01H810YECXQQZ37VAXPF6H9E6T',
      })
      expect(await claim(world, channel)).toEqual([])
    })

    it('claims of no channel more than may be, and neither practice, nor what is not due, nor what has ended', async () => {
      const world = await makeWorld(engine)
      const [one, other, deleted] = [await world.channel(), await world.channel(), await world.channel()]
      for (const channel of [one, one, one, other]) await accept(world, channel)
      await accept(world, one, { source: 'practice' })
      await accept(world, deleted)
      await deleteChannel(world.ctx, SYSTEM, deleted.id)
      await accept(world, other).then(({ deliveryNo }) =>
        world.database.tamper(`UPDATE deliveries SET "nextAttemptAtMs" = ${world.nowMs + 1} WHERE no = ${deliveryNo}`),
      )
      const quotas = [one, other, deleted].map(({ no }, index) => ({
        channelNo: no,
        most: 2 + index,
        leaseUntilMs: world.nowMs + LEASE_MS,
      }))
      const claimed = await claimDeliveries(world.ctx.storage, quotas, world.nowMs)
      expect(claimed.map(({ channelNo }) => channelNo)).toEqual([one.no, one.no, other.no])
      for (const { no, fence } of await claim(world, one)) {
        await settleClaims(world.ctx.storage.writer, [
          { no, fence, state: 'skipped', reason: 'url_refused', endedAtMs: world.nowMs },
        ])
      }
      world.nowMs += 1
      expect(await claim(world, one)).toEqual([])
      expect(await claim(world, other)).toHaveLength(1)
    })

    it('claims no more large bodies than memory should hold, and always one', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const body = Buffer.alloc(3 * 1024 * 1024)
      for (let index = 0; index < 8; index += 1) await accept(world, channel, { body })
      const claimed = await claim(world, channel, 8)
      expect(claimed.map((one) => one.body?.byteLength)).toEqual(Array(6).fill(body.byteLength))
      expect(await claim(world, channel, 8)).toHaveLength(2)
    })

    it('hands over bodies of any size as they were accepted, with their headers', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const bodies = [2, 4_096, 4_097, 100, 70_000].map((length) => Buffer.alloc(length, `${length} `))
      for (const body of bodies) await accept(world, channel, { body, headers: { 'x-length': `${body.byteLength}` } })
      const claimed = await claim(world, channel, 8)
      expect(claimed.map(({ body }) => Buffer.from(body ?? []))).toEqual(bodies)
      expect(claimed.map(({ storedHeaders }) => storedHeaders?.['x-length'])).toEqual(
        bodies.map(({ byteLength }) => `${byteLength}`),
      )
    })

    it('knows which channels have something waiting, and when the first is due', async () => {
      const world = await makeWorld(engine)
      const channels = []
      for (let index = 0; index < 4; index += 1) channels.push(await world.channel())
      const [first, second, third] = channels as [ChannelView, ChannelView, ChannelView]
      expect(await findWaitingChannels(world.ctx.storage.read)).toEqual([])
      for (let index = 0; index < 3; index += 1) await accept(world, third)
      await accept(world, second, { source: 'practice' })
      world.nowMs += 10
      await accept(world, first)
      const [claimed] = await claim(world, first)
      expect(claimed).toBeDefined()
      expect(await findWaitingChannels(world.ctx.storage.read)).toEqual([
        { ...settingsOf(first), dueAtMs: world.nowMs + LEASE_MS, suspended: false },
        { ...settingsOf(third), dueAtMs: world.nowMs - 10, suspended: false },
      ])
    })

    it('a lease that has lapsed is claimed again; what comes late is recorded, and changes nothing else', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await accept(world, channel)
      const [late] = await claim(world, channel)
      world.nowMs += LEASE_MS - 1
      expect(await claim(world, channel)).toEqual([])
      world.nowMs += 1
      const [again] = await claim(world, channel)
      if (late === undefined || again === undefined) throw new Error('nothing was claimed')
      expect(again).toMatchObject({ no: late.no, fence: late.fence + 1 })

      await recordSent(world, channel, late, { state: 'failed' })
      expect(await rowOf(world, late.no)).toMatchObject({
        state: 'pending',
        attempts: 1,
        fence: again.fence,
        leaseUntilMs: world.nowMs + LEASE_MS,
        nextAttemptAtMs: world.nowMs + LEASE_MS,
        endedAtMs: null,
      })
      await settleClaims(world.ctx.storage.writer, [
        { no: late.no, fence: late.fence, state: 'skipped', reason: 'fault', endedAtMs: world.nowMs },
      ])
      expect(await rowOf(world, late.no)).toMatchObject({ state: 'pending' })
      await recordSent(world, channel, again, { state: 'delivered' })
      expect(await rowOf(world, late.no)).toMatchObject({
        state: 'delivered',
        attempts: 2,
        leaseUntilMs: null,
        nextAttemptAtMs: null,
      })
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ attempts: 2 }] })
    })

    it('an attempt that is to be repeated leaves the delivery due at that time', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await accept(world, channel)
      const [claimed] = await claim(world, channel)
      if (claimed === undefined) throw new Error('nothing was claimed')
      await recordSent(world, channel, claimed, { state: 'pending', nextAttemptAtMs: world.nowMs + 10_000 })
      expect(await rowOf(world, claimed.no)).toMatchObject({ state: 'pending', reason: '503', leaseUntilMs: null })
      world.nowMs += 9_999
      expect(await claim(world, channel)).toEqual([])
      world.nowMs += 1
      expect(await claim(world, channel)).toMatchObject([{ no: claimed.no, attempts: 1, tries: 1, fence: 2 }])
    })

    it('what was skipped by hand while it was under way stays so, unless it arrived', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await accept(world, channel)
      await accept(world, channel)
      const [failing, arriving] = await claim(world, channel)
      if (failing === undefined || arriving === undefined) throw new Error('nothing was claimed')
      await world.database.tamper(`UPDATE deliveries SET state = 'skipped', reason = 'stopped_by_hand'`)
      await recordSent(world, channel, failing, { state: 'pending', nextAttemptAtMs: world.nowMs })
      await recordSent(world, channel, arriving, { state: 'delivered' })
      expect(await rowOf(world, failing.no)).toMatchObject({ state: 'skipped', reason: 'stopped_by_hand', attempts: 1 })
      expect(await rowOf(world, arriving.no)).toMatchObject({ state: 'delivered', reason: null, attempts: 1 })
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
    })

    it('at the start of a worker all leases are nobody’s, and what was never tried has its place again', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await accept(world, channel)
      const acceptedAtMs = world.nowMs
      await accept(world, channel, { source: 'practice' })
      const [claimed] = await claim(world, channel)
      world.nowMs += 1_000
      await accept(world, channel)
      expect(await releaseLeases(world.ctx.storage.writer, world.nowMs)).toBe(1)
      expect(await rowOf(world, claimed?.no ?? 0)).toMatchObject({ leaseUntilMs: null, nextAttemptAtMs: acceptedAtMs })
      expect((await claim(world, channel, 1)).map(({ no, fence }) => [no, fence])).toEqual([[claimed?.no, 2]])
    })

    it('a channel whose attempts all fail for long is suspended: probed, marked, and healed by an arrival', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      for (let index = 0; index < FAILURES_IN_A_ROW + 3; index += 1) await accept(world, channel)
      for (let index = 0; index < FAILURES_IN_A_ROW; index += 1) {
        expect(await healthOf(world)).toEqual(
          index === 0 ? undefined : expect.objectContaining({ suspendedAtMs: null, failuresInARow: index }),
        )
        const [claimed] = await claim(world, channel, 1)
        if (claimed === undefined) throw new Error('nothing was claimed')
        await recordSent(world, channel, claimed, { state: 'failed' })
        // Neither a verification nor practice is asked.
        await world.record(channel, attempt(world.nowMs, null, { purpose: 'verification' }), attempt(world.nowMs))
        world.nowMs += MINUTE
      }
      const suspendedAtMs = world.nowMs - MINUTE + 100
      const nextProbeAtMs = suspendedAtMs + FIRST_PROBE_MS
      expect(await healthOf(world)).toMatchObject({ suspendedAtMs, nextProbeAtMs, probes: 0 })
      const concurrency = concurrencyNow(channel.concurrency, FAILURES_IN_A_ROW)
      const waiting = { ...settingsOf(channel), concurrency, suspended: true }
      expect(await findWaitingChannels(world.ctx.storage.read)).toEqual([{ ...waiting, dueAtMs: nextProbeAtMs }])

      world.nowMs = nextProbeAtMs
      const [probe] = await claim(world, channel, 1)
      if (probe === undefined) throw new Error('nothing was claimed')
      await recordSent(world, channel, probe, { state: 'failed' })
      const secondProbeMs = world.nowMs + 100 + 2 * FIRST_PROBE_MS
      expect(await healthOf(world)).toMatchObject({ suspendedAtMs, nextProbeAtMs: secondProbeMs, probes: 1 })
      expect(await findWaitingChannels(world.ctx.storage.read)).toEqual([{ ...waiting, dueAtMs: secondProbeMs }])

      world.nowMs = secondProbeMs
      const [arriving] = await claim(world, channel, 1)
      if (arriving === undefined) throw new Error('nothing was claimed')
      await recordSent(world, channel, arriving, { state: 'delivered' })
      expect(await healthOf(world)).toMatchObject({ suspendedAtMs: null, failingSinceMs: null, failuresInARow: 0 })
      const marks = await world.database.look(`SELECT kind, "atMs" FROM marks WHERE kind IN ('suspended', 'resumed')`)
      expect(marks).toEqual([
        { kind: 'suspended', atMs: suspendedAtMs },
        { kind: 'resumed', atMs: secondProbeMs + 100 },
      ])
    })

    it('a suspension ends by hand, for those who manage the channel, with a mark and in the audit trail', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await accept(world, channel)
      expect(await resumeChannel(world.ctx, SYSTEM, channel.id)).toBe(false)
      await world.database.tamper(`INSERT INTO channel_deliveries VALUES
        (${channel.no}, 1, 60, ${world.nowMs}, ${world.nowMs + MINUTE}, 3, 7, 8, 9)`)
      const key = { kind: 'key', keyId: 'k', channelNo: channel.no, scopes: ['deliveries:write'] } as const
      await expect(resumeChannel(world.ctx, key, channel.id)).rejects.toMatchObject({ code: 'not_found' })
      expect((await findWaitingChannels(world.ctx.storage.read))[0]?.suspended).toBe(true)
      expect(await resumeChannel(world.ctx, SYSTEM, channel.id)).toBe(true)
      expect(await findWaitingChannels(world.ctx.storage.read)).toEqual([
        { ...settingsOf(channel), suspended: false, dueAtMs: world.nowMs },
      ])
      const healthy = { failingSinceMs: null, failuresInARow: 0, suspendedAtMs: null, nextProbeAtMs: null, probes: 0 }
      expect(await healthOf(world)).toEqual({
        channelNo: channel.no,
        ...healthy,
        arrivedAtMs: 7,
        refusedAtMs: 8,
        refused: 9,
      })
      expect(await world.database.look("SELECT kind FROM marks WHERE kind = 'resumed'")).toHaveLength(1)
      const [audit] = await world.database.look("SELECT detail FROM audit WHERE action = 'channel.resume'")
      expect(audit?.detail).toBe(JSON.stringify({ suspendedAtMs: world.nowMs }))
    })

    it('what waits in a suspended channel for over a day is skipped', async () => {
      const world = await makeWorld(engine)
      const [suspended, other] = [await world.channel(), await world.channel()]
      for (const channel of [suspended, suspended, other]) await accept(world, channel)
      await world.database.tamper(`INSERT INTO channel_deliveries ("channelNo", "suspendedAtMs", "nextProbeAtMs")
        VALUES (${suspended.no}, ${world.nowMs}, ${world.nowMs + 1})`)
      const { storage } = world.ctx
      const sweep = () => skipOverdue(storage, world.nowMs - LONGEST_WAIT_MS, world.nowMs)
      world.nowMs += LONGEST_WAIT_MS
      expect(await sweep()).toBe(0)
      world.nowMs += 1
      expect([await sweep(), await sweep()]).toEqual([2, 0])
      const rows = await world.database.look(`SELECT state, reason, "endedAtMs" FROM deliveries ORDER BY no`)
      const skipped = { state: 'skipped', reason: 'waited_too_long', endedAtMs: world.nowMs }
      expect(rows).toEqual([skipped, skipped, { state: 'pending', reason: null, endedAtMs: null }])
    })

    it('a redelivery in a suspended channel is skipped when its window is over, what was never tried is not', async () => {
      const world = await makeWorld(engine)
      const made = await world.channel({ redelivery: true })
      const channel = await updateChannel(world.ctx, SYSTEM, made.id, { redeliveryWindowMs: 10 * MINUTE })
      const { deliveryNo } = await accept(world, channel)
      const [tried] = await claim(world, channel)
      if (tried === undefined) throw new Error('nothing was claimed')
      await recordSent(world, channel, tried, { state: 'pending', nextAttemptAtMs: world.nowMs + 9 * MINUTE })
      await accept(world, channel)
      // However many wait for their first attempt, and are due before it.
      await world.database.tamper(`UPDATE channel_deliveries SET "suspendedAtMs" = ${world.nowMs};
        WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < 3000)
        INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", "nextAttemptAtMs", source)
          SELECT id || n, "channelNo", state, "createdAtMs", "nextAttemptAtMs", source FROM deliveries, copies
          WHERE no <> ${deliveryNo}`)
      const sweep = () => skipOverdue(world.ctx.storage, world.nowMs - LONGEST_WAIT_MS, world.nowMs)
      world.nowMs += 11 * MINUTE
      expect(await sweep()).toBe(0)
      world.nowMs += 1
      expect([await sweep(), await sweep()]).toEqual([1, 0])
      expect(await rowOf(world, deliveryNo)).toMatchObject({ state: 'skipped', reason: 'waited_too_long', attempts: 1 })
      // A redelivery by hand has its window anew, and what is under way is left alone.
      await world.database.tamper(`UPDATE deliveries SET state = 'pending', "nextAttemptAtMs" = ${world.nowMs},
        "queuedAtMs" = ${world.nowMs}, "queuedAttempts" = 0, "endedAtMs" = NULL WHERE no = ${deliveryNo};
        DELETE FROM deliveries WHERE no <> ${deliveryNo}`)
      world.nowMs += 11 * MINUTE
      expect(await sweep()).toBe(0)
      world.nowMs += 1
      await claim(world, channel)
      expect(await sweep()).toBe(0)
    })

    it('two processes claim 10,000 deliveries: none twice under a valid lease, each ended and recorded once', async () => {
      const world = await makeWorld(engine)
      const [one, other] = [await world.channel(), await world.channel()]
      await accept(world, one)
      await accept(world, other)
      await world.database.tamper(`WITH RECURSIVE copies(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copies WHERE n < 5000)
        INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", "nextAttemptAtMs", source)
          SELECT id || n, "channelNo", state, "createdAtMs", "nextAttemptAtMs", source FROM deliveries, copies;
        INSERT INTO delivery_bodies SELECT no, x'7b7d', NULL FROM deliveries WHERE true ON CONFLICT DO NOTHING`)
      const [file] = await world.database.look("SELECT file FROM pragma_database_list WHERE name = 'main'")
      const script = await bundleScript('tests/storage/claimer.ts')
      const results = await Promise.all(
        ['a', 'b'].map(
          (name) =>
            new Promise<{ claims: Claim[]; recorded: number }>((resolve, reject) => {
              const child = runScript(script, [String(file?.file), name])
              onTestFinished(() => void child.kill('SIGKILL'))
              child.once('message', (message) => resolve(message as { claims: Claim[]; recorded: number }))
              child.once('exit', (code) => reject(new Error(`a claimer ended with ${code}`)))
            }),
        ),
      )
      const claims = results.flatMap((result) => result.claims)
      const byDelivery = groupBy(claims, ({ no }) => no)
      expect(byDelivery.size).toBe(10_000)
      let again = 0
      for (const ofDelivery of byDelivery.values()) {
        const inOrder = ofDelivery.sort((a, b) => a.fence - b.fence)
        expect(inOrder.map(({ fence }) => fence)).toEqual(inOrder.map((_, index) => index + 1))
        for (const [index, next] of inOrder.slice(1).entries()) {
          again += 1
          expect(next.atMs).toBeGreaterThanOrEqual(inOrder[index]?.leaseUntilMs ?? Number.NaN)
        }
      }
      // Both had a share, and leases did lapse; else this would prove little.
      for (const result of results) expect(result.claims.length).toBeGreaterThan(500)
      expect(again).toBeGreaterThan(500)
      const recorded = results.reduce((sum, result) => sum + result.recorded, 0)
      const { clean, channels } = await checkStorage(world.ctx)
      expect(clean).toBe(true)
      expect(channels.map(({ ledger }) => ledger)).toEqual(
        [one, other].map(() => ({ accepted: 5000, delivered: 5000, pending: 0, failed: 0, skipped: 0 })),
      )
      expect(channels.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(recorded)
    })
  })
}

function settingsOf({ no, concurrency, timeoutMs, practice }: ChannelView) {
  return { channelNo: no, concurrency, timeoutMs, practice }
}
