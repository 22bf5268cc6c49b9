import { setTimeout as sleep } from 'node:timers/promises'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { findChannelById } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import type { RunningBot } from './lazy-practice-bot.ts'
import { deliverPractice } from './practice-delivery.ts'
import { seededRandom } from './practice-events.ts'
import { planPractice } from './practice-plan.ts'
import { verifyChannel } from './verify.ts'

const MOST_IN_FLIGHT = 24
/** Verifications during the run, as shares of it; the second fails. They are recorded and never counted. */
const VERIFICATIONS = [
  { at: 0.1, caseId: 'ok' },
  { at: 0.3, caseId: 'status-503' },
]

/** What a run counts while it goes on. */
export type PracticeCounts = { sent: number; failed: number; byDetail: Record<string, number> }

type Drive = {
  run: PracticeCounts & { channelId: string; startedAtMs: number; totalMs: number }
  signal: AbortSignal
  bot: RunningBot
  /** True once nobody may record what comes back: the server ends, or the bot has. */
  isAbandoned(): boolean
}

/** Sends by plan until it is done or stopped; resolves when nothing is in flight. Faults of ours are logged and end nothing. */
export async function drivePractice(
  ctx: Context & { log(error: unknown, where: string): void },
  { run, signal, bot, isAbandoned }: Drive,
): Promise<void> {
  const random = seededRandom(run.startedAtMs)
  const { sender } = bot
  const inFlight = new Set<Promise<void>>()
  for (const { atMs, caseId, verification } of stepsOf(run.totalMs, random)) {
    const early = run.startedAtMs + atMs - ctx.now()
    if (early > 0) await sleep(early, undefined, { signal }).catch(() => {})
    if (inFlight.size >= MOST_IN_FLIGHT) await Promise.race(inFlight)
    if (signal.aborted || isAbandoned()) break
    const channel = await findChannelById(ctx.storage.read, run.channelId)
    if (channel === null) break
    const url = bot.urls[caseId] ?? ''
    const send = async () => {
      if (verification) await verifyChannel({ ...ctx, sender }, channel, url)
      // As LINE's platform: while *use webhook* is off nothing is sent.
      else if (channel.useWebhook) count(run, await deliverPractice(ctx, { channel, url, sender, random, isAbandoned }))
    }
    const one = send()
      .catch((error: unknown) => ctx.log(error, `practice ${caseId}`))
      .finally(() => inFlight.delete(one))
    inFlight.add(one)
  }
  await Promise.all(inFlight)
}

function stepsOf(totalMs: number, random: () => number) {
  const webhooks = planPractice(PRACTICE_CASES, totalMs, random).map((step) => ({ ...step, verification: false }))
  const verifications = VERIFICATIONS.map(({ at, caseId }) => ({ atMs: at * totalMs, caseId, verification: true }))
  return [...webhooks, ...verifications].sort((a, b) => a.atMs - b.atMs)
}

function count(run: PracticeCounts, outcome: Awaited<ReturnType<typeof deliverPractice>>): void {
  if (outcome === null) return
  run.sent++
  if (outcome.state === 'delivered') return
  run.failed++
  run.byDetail[outcome.detail] = (run.byDetail[outcome.detail] ?? 0) + 1
}
