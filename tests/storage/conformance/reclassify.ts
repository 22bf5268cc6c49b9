import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { type Rules, reclassify } from '@/lib/commands/reclassify.ts'
import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { classify, RULES_VERSION } from '@/lib/domain/classification.ts'
import type { FactsError } from '@/lib/domain/facts.ts'
import { checkStorage } from '@/lib/reports/check-storage.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import type { Engine } from '../engine.ts'
import { attempt, makeWorld, outcomeOf, SYSTEM, seen, type World } from '../world.ts'

const NEWER = RULES_VERSION + 1
const REFUSED: FactsError = { code: 'ECONNREFUSED', phase: 'tcp' }
const SILENT: FactsError = { code: 'ETIMEDOUT', phase: 'response' }

/** Rules that differ: by code, else as today. */
const rulesThat = (labels: Record<string, string | null>, version = NEWER): Rules => ({
  version,
  classify: (facts) => {
    const label = labels[facts.error?.code ?? String(facts.status)]
    return label === undefined ? classify(facts) : outcomeOf(label)
  },
})

/** What another sender tells of an error. */
const told = (atMs: number, error: FactsError, more: Partial<AttemptToRecord> = {}) =>
  attempt(atMs, null, { judged: classify({ error }), error, reportHash: new Uint8Array(8), ...more })

const everything = (world: World) =>
  Promise.all(
    ['attempts', 'attempt_facts', 'buckets', 'duration_buckets', 'deliveries', 'audit'].map((table) =>
      world.database.look(`SELECT * FROM ${table}`),
    ),
  )

const detailsOf = async (world: World, channel: ChannelView) => {
  const { attempts } = await listAttempts(world.ctx, [channel], { limit: 200 })
  return Object.fromEntries(attempts.map(({ id, outcome }) => [id, outcome.detail]))
}

const run = (world: World, rules: Rules, apply = true) => reclassify(world.ctx, SYSTEM, { apply, rules })

export function describeReclassify(engine: Engine): void {
  describe('judging stored facts again', () => {
    /**
     * Errors in Tokyo's 21 November, 09:00 on: refused at :00 :10 :20 (told by another sender), a 503 at :30 that was
     * seen, a 503 at :40 that was told as a bare status, a cause and detail at :50, an arrival at 1:00, a verification
     * that was refused at 1:10, and a refused one before statistics were on.
     */
    async function makeMixed() {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const at = world.nowMs
      await world.record(
        channel,
        told(at, REFUSED, { id: 'a', sendId: 's' }),
        told(at + 10_000, REFUSED, { id: 'b' }),
        told(at + 20_000, REFUSED, { id: 'c', purpose: 'redelivery' }),
        seen(at + 30_000, { status: 503 }, { id: 'd' }),
        attempt(at + 40_000, '503', { id: 'e', reportHash: new Uint8Array(8) }),
        attempt(at + 50_000, 'Connection failed', { id: 'f', reportHash: new Uint8Array(8) }),
        attempt(at + 60_000, null, { id: 'g' }),
        seen(at + 70_000, { error: REFUSED }, { id: 'h', purpose: 'verification' }),
        told(at - 1, REFUSED, { id: 'i' }),
      )
      return { world, channel, at }
    }
    const renaming = rulesThat({ ECONNREFUSED: 'Unknown host', 503: 'Request timeout' })

    it('moves labels and counts, and leaves alone what others judged and what keeps no facts', async () => {
      const { world, channel, at } = await makeMixed()
      expect(await run(world, renaming)).toEqual({
        version: NEWER,
        judged: 6,
        moves: [
          { from: 'Connection failed', to: 'Unknown host', attempts: 5, counted: 3 },
          { from: '503', to: 'Request timeout', attempts: 1, counted: 1 },
        ],
        processedOnly: 0,
        withoutError: 2,
        withoutFacts: 1,
      })
      expect(await detailsOf(world, channel)).toEqual({
        a: 'Unknown host',
        b: 'Unknown host',
        c: 'Unknown host',
        d: 'Request timeout',
        e: '503',
        f: 'Connection failed',
        g: null,
        h: 'Unknown host',
        i: 'Unknown host',
      })
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      const { attempts, errors, causes } = await errorTimeline(world.ctx, channel, { fromMs: at, toMs: at + 120_000 })
      expect({ attempts, errors }).toEqual({ attempts: 7, errors: 6 })
      expect(causes.flatMap(({ details }) => details)).toEqual([
        { detail: 'Unknown host', errors: 3, firstAtMs: at, lastAtMs: at + 20_000 },
        { detail: 'Connection failed', errors: 1, firstAtMs: at + 50_000, lastAtMs: at + 50_000 },
        { detail: 'Request timeout', errors: 1, firstAtMs: at + 30_000, lastAtMs: at + 30_000 },
        { detail: '503', errors: 1, firstAtMs: at + 40_000, lastAtMs: at + 40_000 },
      ])
    })

    it('tells the same in a dry run and changes nothing', async () => {
      const { world } = await makeMixed()
      const before = await everything(world)
      const dry = await run(world, renaming, false)
      expect(await everything(world)).toEqual(before)
      expect(await run(world, renaming)).toEqual(dry)
      expect(await everything(world)).not.toEqual(before)
    })

    it('does it once, and writes it into the audit trail once', async () => {
      const { world, channel } = await makeMixed()
      await run(world, renaming)
      const after = await everything(world)
      expect(await run(world, renaming)).toMatchObject({ judged: 0, moves: [], withoutError: 2, withoutFacts: 1 })
      expect(await everything(world)).toEqual(after)
      const audit = await world.database.look(`SELECT actor, "channelNo", detail FROM audit
        WHERE action = 'attempts.reclassify'`)
      expect(audit).toMatchObject([{ actor: 'system', channelNo: channel.no }])
      expect(JSON.parse(String(audit[0]?.detail))).toMatchObject({ version: NEWER, judged: 6 })
    })

    it('by the rules that judged already has nothing to do', async () => {
      const { world } = await makeMixed()
      const same = { version: RULES_VERSION, classify }
      expect(await run(world, same)).toMatchObject({ judged: 0, moves: [], withoutError: 0, withoutFacts: 0 })
      expect(await reclassify(world.ctx, SYSTEM, { apply: true })).toMatchObject({ version: RULES_VERSION, judged: 0 })
    })

    it('moves durations when a failure turns out to have arrived, and back', async () => {
      const { world, channel, at } = await makeMixed()
      await run(world, rulesThat({ 503: null }))
      expect((await detailsOf(world, channel)).d).toBeNull()
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      const failed = 'SELECT sum(attempts) AS n FROM duration_buckets WHERE width = 3 AND failed = 1'
      expect(await world.database.look(failed)).toEqual([{ n: 5 }])
      await run(world, rulesThat({ 503: '503' }, NEWER + 1))
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
      expect(await world.database.look(failed)).toEqual([{ n: 6 }])
      const { errors } = await errorTimeline(world.ctx, channel, { fromMs: at, toMs: at + 120_000 })
      expect(errors).toBe(6)
    })

    it('also tells whether the bot may have processed the request', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      await world.record(channel, told(world.nowMs, SILENT, { id: 'a' }))
      const sure: Rules = { version: NEWER, classify: (facts) => ({ ...classify(facts), processed: 'yes' }) }
      expect(await run(world, sure)).toMatchObject({ judged: 1, moves: [], processedOnly: 1 })
      const { attempts } = await listAttempts(world.ctx, [channel])
      expect(attempts[0]?.outcome.processed).toBe('yes')
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
    })

    it('goes through more than one chunk, and beside a recorder loses nothing', async () => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const at = world.nowMs
      await world.record(
        channel,
        ...Array.from({ length: 900 }, (_, index) => told(at + index * 500, index % 3 === 0 ? SILENT : REFUSED)),
      )
      let judged = false
      const judging = run(world, rulesThat({ ECONNREFUSED: 'Unknown host' })).finally(() => {
        judged = true
      })
      let recorded = 900
      for (; !judged; recorded += 1) await world.record(channel, told(at + recorded * 500, SILENT))
      expect(await judging).toMatchObject({ moves: [{ attempts: 600, counted: 600 }] })
      expect(recorded).toBeGreaterThan(901)
      expect(await checkStorage(world.ctx)).toMatchObject({ clean: true, channels: [{ attempts: recorded }] })
    })

    it.each<[string, (world: World, channel: ChannelView, rules: Rules) => Promise<unknown>, number, number | null]>([
      [
        'the zone changes',
        (world, channel) => updateChannel(world.ctx, SYSTEM, channel.id, { timezone: 'America/New_York' }),
        600,
        0,
      ],
      ['another process judges by the same rules', (world, _, rules) => run(world, rules), 250, 0],
      ['the channel is deleted', (world, { id }) => deleteChannel(world.ctx, SYSTEM, id), 250, null],
      [
        'an attempt of a time that is done comes in',
        (world, channel) => world.record(channel, told(world.nowMs + 1, REFUSED)),
        600,
        1,
      ],
    ])('counts right when %s between reading a chunk and writing it', async (_, meanwhile, judged, left) => {
      const world = await makeWorld(engine)
      const channel = await world.channel()
      const attempts = Array.from({ length: 600 }, (_, index) => told(world.nowMs + index * 2e5, REFUSED))
      await world.record(channel, ...attempts)
      const rules = rulesThat({ ECONNREFUSED: 'Unknown host' })
      const { writer } = world.ctx.storage
      let chunks = 0
      const interrupted: typeof writer.run = async (build) => {
        chunks += 1
        if (chunks === 2) await meanwhile(world, channel, rules)
        return writer.run(build)
      }
      const storage = { ...world.ctx.storage, writer: { ...writer, run: interrupted } }
      expect(await reclassify({ ...world.ctx, storage }, SYSTEM, { apply: true, rules })).toMatchObject({ judged })
      expect(chunks).toBeGreaterThan(2)
      expect((await checkStorage(world.ctx)).clean).toBe(true)
      const older = `SELECT count(*) AS n FROM attempts WHERE "rulesVersion" < ${NEWER}`
      if (left !== null) expect(await world.database.look(older)).toEqual([{ n: left }])
    })

    it('moves counts of days whose other attempts were pruned', async () => {
      const { world, channel, at } = await makeMixed()
      await world.database.tamper(`DELETE FROM attempts WHERE id = (SELECT id FROM attempts WHERE "startedAtMs" = ${at});
        DELETE FROM attempt_facts WHERE "startedAtMs" = ${at};
        UPDATE channels SET "attemptsFromMs" = ${at + 1}`)
      await run(world, rulesThat({ ECONNREFUSED: 'Unknown host' }))
      const { causes } = await errorTimeline(world.ctx, channel, { fromMs: at, toMs: at + 120_000 })
      const details = causes.flatMap((cause) => cause.details)
      expect(details).toContainEqual({
        detail: 'Unknown host',
        errors: 2,
        firstAtMs: at + 10_000,
        lastAtMs: at + 20_000,
      })
      expect(details).toContainEqual({ detail: 'Connection failed', errors: 2, firstAtMs: at, lastAtMs: at + 50_000 })
    })

    it('equals a recount for any outcomes and any rules', async () => {
      const world = await makeWorld(engine)
      const labels = [null, 'Unknown host', 'Request timeout', '503', '404', 'Connection failed'] as const
      const codes = ['ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET', '503', '404'] as const
      const item = fc.record({
        code: fc.constantFrom(...codes),
        own: fc.boolean(),
        agoMs: fc.integer({ min: -100, max: 200_000_000 }),
        durationMs: fc.integer({ min: 0, max: 5000 }),
        purpose: fc.constantFrom('delivery' as const, 'redelivery' as const, 'verification' as const),
        send: fc.constantFrom(
          { sendId: null, campaignId: null },
          { sendId: 's1', campaignId: null },
          { sendId: 's2', campaignId: 'c' },
          { sendId: null, campaignId: 'c' },
        ),
      })
      const rules = fc.dictionary(fc.constantFrom(...codes), fc.constantFrom(...labels))
      let version = RULES_VERSION
      await fc.assert(
        fc.asyncProperty(fc.array(item, { maxLength: 40 }), fc.array(rules, { maxLength: 3 }), async (items, each) => {
          world.nowMs -= 1e8
          const channel = await world.channel()
          world.nowMs += 1e8
          const records = items.map(({ code, own, agoMs, send, ...rest }) => {
            const more = { ...rest, ...send }
            const at = world.nowMs - agoMs
            if (/^\d/.test(code)) return seen(at, { status: Number(code) }, more)
            const error = { code, phase: 'response' as const }
            return own ? seen(at, { error }, more) : told(at, error, more)
          })
          await world.record(channel, ...records)
          for (const labelsNow of each) {
            version += 1
            const now = rulesThat(labelsNow, version)
            const dry = await run(world, now, false)
            expect(await run(world, now)).toEqual(dry)
            expect(await run(world, now)).toMatchObject({ judged: 0 })
            expect(await checkStorage(world.ctx)).toMatchObject({ clean: true })
            const expected = records.map(({ error, judged, facts }) =>
              now.classify({ status: facts?.status ?? judged.status, error }, 'line'),
            )
            const details = await detailsOf(world, channel)
            expect(Object.values(details).sort()).toEqual(expected.map(({ detail }) => detail).sort())
          }
          await deleteChannel(world.ctx, SYSTEM, channel.id)
        }),
        { numRuns: 25 },
      )
    })

    it('is for those who manage the instance', async () => {
      const world = await makeWorld(engine)
      const key = { kind: 'key', keyId: 'k', channelNo: 1, scopes: ['channel:manage'] } as const
      await expect(reclassify(world.ctx, key, { apply: false })).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
