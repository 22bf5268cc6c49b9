import { onTestFinished } from 'vitest'
import { createChannel, type NewChannel } from '@/lib/commands/create-channel.ts'
import { type AttemptToRecord, recordAttempts } from '@/lib/commands/record-attempts.ts'
import type { ChannelKind, ChannelView } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import type { Facts } from '@/lib/domain/facts.ts'
import type { FailedOutcome, Outcome } from '@/lib/domain/outcome.ts'
import { delivered } from '@/lib/domain/outcome.ts'
import { causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import type { Engine, TestDatabase } from './engine.ts'

export const SYSTEM = { kind: 'system' } as const
export const KEY = Buffer.alloc(32, 7)

/** A database with a clock that the test sets. */
export type World = {
  ctx: Context
  database: TestDatabase
  /** Epoch milliseconds. */
  nowMs: number
  /** Closes and opens it again, as a restart does. */
  restart(): Promise<void>
  channel(more?: Partial<NewChannel>): Promise<ChannelView>
  record(channel: ChannelView, ...attempts: AttemptToRecord[]): ReturnType<typeof recordAttempts>
}

export async function makeWorld(engine: Engine, nowMs = Date.parse('2026-11-21T00:00:00Z')): Promise<World> {
  const database = await engine.make()
  const now = () => world.nowMs
  const open = () => database.open({ now, secretKey: KEY })
  const world: World = {
    ctx: { storage: await open(), now },
    database,
    nowMs,
    async restart() {
      await world.ctx.storage.close()
      world.ctx = { storage: await open(), now }
    },
    async channel(more = {}) {
      const wanted = { name: 'Shop', kind: 'line', useWebhook: true, errorStatistics: true, ...more } as const
      return (await createChannel(world.ctx, SYSTEM, wanted)).channel
    },
    record: (channel, ...attempts) => recordAttempts(world.ctx, SYSTEM, channel, attempts),
  }
  onTestFinished(async () => {
    await world.ctx.storage.close()
    await database.remove()
  })
  return world
}

/** `null` is a delivery that arrived; else a label or a status. */
export function outcomeOf(detail: string | null): Outcome {
  if (detail === null) return delivered(200)
  const named = causeAndDetail(reasonOfDetail(detail) ?? Number.NaN)
  if (named === null) throw new RangeError(`no detail ${detail}`)
  const status = named.cause === 'error_status_code' ? Number(detail) : null
  return { state: 'failed', ...named, status, processed: 'maybe' } satisfies FailedOutcome
}

let made = 0

export function attempt(
  startedAtMs: number,
  detail: string | null = null,
  more: Partial<AttemptToRecord> = {},
): AttemptToRecord {
  made += 1
  return {
    id: `attempt-${made}`,
    startedAtMs,
    durationMs: 100,
    purpose: 'delivery',
    webhookEventId: null,
    sendId: null,
    campaignId: null,
    url: null,
    judged: outcomeOf(detail),
    facts: null,
    error: null,
    reportHash: null,
    ...more,
  }
}

const factsOf = (more: Partial<Facts>): Facts => ({
  startedAtMs: 0,
  durationMs: 0,
  url: 'https://bot.example/',
  status: null,
  error: null,
  phases: { dnsMs: 1, tcpMs: 2, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null },
  protocol: null,
  remoteAddress: null,
  addresses: [],
  reusedConnection: false,
  tlsVersion: null,
  certificate: null,
  requestHeaders: {},
  responseHeaders: null,
  responseBody: null,
  responseTruncated: false,
  ...more,
})

/** What our own sender saw, judged as today for a channel of that kind. */
export function seen(
  atMs: number,
  saw: Partial<Facts>,
  more: Partial<AttemptToRecord> = {},
  kind: ChannelKind = 'line',
): AttemptToRecord {
  const facts = factsOf(saw)
  return attempt(atMs, null, { judged: classify(facts, kind), facts, error: facts.error, ...more })
}
