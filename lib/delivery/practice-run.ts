import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, INSTANCE, mayOn, maySee } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { findChannelById } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { currentPracticeUrl, makeLazyPracticeBot, type PracticeBot, type RunningBot } from './lazy-practice-bot.ts'
import { readyPracticeChannel, renewPracticeUrls } from './practice-channel.ts'
import { deliverPractice } from './practice-delivery.ts'
import { type Random, seededRandom } from './practice-events.ts'
import { planPractice } from './practice-plan.ts'
import { skipPracticeDeliveries } from './skip-delivery.ts'
import { verifyChannel } from './verify.ts'
import type { WebhookSender } from './webhook-sender.ts'

export type PracticeRun = {
  state: 'running' | 'finished' | 'stopped'
  channelId: string
  startedAtMs: number
  elapsedMs: number
  totalMs: number
  /** Attempts that were recorded, verifications left out. */
  sent: number
  failed: number
  byDetail: Record<string, number>
}

export type PracticeRunner = {
  /** @throws TodokuError `practice_running` */
  start(actor: Actor, options: { seconds?: number; name?: string }): Promise<{ channel: ChannelView; run: PracticeRun }>
  /** The latest run since the server started, if the actor may see its channel. */
  current(actor: Actor): Promise<PracticeRun | null>
  stop(actor: Actor): Promise<PracticeRun | null>
  /**
   * How practice channels are sent to, and where the bot now has what an earlier one had under a URL. Starts the bot
   * when it is not there.
   */
  bot(): Promise<{ sender: WebhookSender; urlNow(url: string): string }>
  /** After a crash: ends what the run before it left pending. */
  endLeftOver(): Promise<void>
  close(): Promise<void>
}

type Runner = Context & {
  sender: WebhookSender
  startBot(): Promise<PracticeBot>
  log(error: unknown, where: string): void
}

type Live = PracticeRun & { channelNo: number; ending: AbortController; done: Promise<void>; endedAtMs: number | null }

const TOTAL_S = 60
const DEFAULT_NAME = 'Practice bot'
const MOST_IN_FLIGHT = 24
/** At the end of the server: how long attempts in flight may take before they are given up. */
const LAST_WAIT_MS = 1_500
/** Verifications during the run, as shares of it; the second fails. They are recorded and never counted. */
const VERIFICATIONS = [
  { at: 0.1, caseId: 'ok' },
  { at: 0.3, caseId: 'status-503' },
]

/** Makes the practice runner of this process; nothing runs before `start`. */
export function makePracticeRunner(runner: Runner): PracticeRunner {
  const bot = makeLazyPracticeBot(runner.startBot, runner.sender)
  let live: Live | null = null
  let starting = false
  let closed = false

  const begin = (channel: ChannelView, running: RunningBot, totalMs: number): Live => {
    const startedAtMs = runner.now()
    const counts = { sent: 0, failed: 0, byDetail: {} }
    const fresh = { state: 'running' as const, channelId: channel.id, channelNo: channel.no, startedAtMs, totalMs }
    const ending = new AbortController()
    const run: Live = { ...fresh, ...counts, elapsedMs: 0, ending, done: Promise.resolve(), endedAtMs: null }
    run.done = drive(runner, run, running, () => closed).finally(() => {
      run.endedAtMs = runner.now()
      if (run.state === 'running') run.state = 'finished'
    })
    return run
  }
  const shown = (run: Live): PracticeRun => {
    const elapsedMs = Math.min(run.totalMs, (run.endedAtMs ?? runner.now()) - run.startedAtMs)
    const { state, channelId, startedAtMs, totalMs, sent, failed } = run
    return { state, channelId, startedAtMs, elapsedMs, totalMs, sent, failed, byDetail: { ...run.byDetail } }
  }

  return {
    async start(actor, { seconds = TOTAL_S, name = DEFAULT_NAME }) {
      if (!mayOn(actor, 'channels:manage', INSTANCE)) throw new TodokuError('not_found', 'There is nothing here.')
      if (starting || live?.state === 'running') {
        throw new TodokuError('practice_running', 'The practice run is still going on.')
      }
      starting = true
      try {
        const running = await bot.get()
        const channel = await readyPracticeChannel(runner, actor, running, name)
        live = begin(channel, running, seconds * 1000)
        return { channel, run: shown(live) }
      } finally {
        starting = false
      }
    },
    async current(actor) {
      return live && maySee(actor, live.channelNo) ? shown(live) : null
    },
    async stop(actor) {
      if (!mayOn(actor, 'channels:manage', INSTANCE)) throw new TodokuError('not_found', 'There is nothing here.')
      if (live?.state === 'running') {
        live.state = 'stopped'
        live.ending.abort()
      }
      return live && shown(live)
    },
    async bot() {
      const running = await bot.get()
      await renewPracticeUrls(runner, running)
      return { sender: running.sender, urlNow: (url) => currentPracticeUrl(running, url) }
    },
    endLeftOver: () => skipPracticeDeliveries(runner),
    async close() {
      live?.ending.abort()
      if (live) await Promise.race([live.done, sleep(LAST_WAIT_MS, undefined, { ref: false })])
      closed = true
      await bot.stop()
      await skipPracticeDeliveries(runner)
    },
  }
}

/** Sends by plan until it is done or stopped; faults of ours are logged and end nothing. */
async function drive(runner: Runner, run: Live, bot: RunningBot, isAbandoned: () => boolean): Promise<void> {
  const random: Random = seededRandom(run.startedAtMs)
  const steps = planPractice(PRACTICE_CASES, run.totalMs, random)
  const verifications = VERIFICATIONS.map(({ at, caseId }) => ({ atMs: at * run.totalMs, caseId, verification: true }))
  const planned = [...steps.map((step) => ({ ...step, verification: false })), ...verifications]
  const inFlight = new Set<Promise<void>>()
  const { signal } = run.ending
  for (const step of planned.sort((a, b) => a.atMs - b.atMs)) {
    const early = run.startedAtMs + step.atMs - runner.now()
    if (early > 0) await sleep(early, undefined, { signal }).catch(() => {})
    if (inFlight.size >= MOST_IN_FLIGHT) await Promise.race(inFlight)
    if (signal.aborted) break
    const channel = await findChannelById(runner.storage.read, run.channelId)
    if (channel === null) break
    // As LINE's platform: while *use webhook* is off nothing is sent.
    if (!channel.useWebhook && !step.verification) continue
    const url = bot.urls[step.caseId] ?? ''
    const one = (step.verification ? verify(runner, bot, channel, url) : deliver(runner, run, bot, channel, url))
      .catch((error: unknown) => runner.log(error, `practice ${step.caseId}`))
      .finally(() => inFlight.delete(one))
    inFlight.add(one)
  }
  await Promise.all(inFlight)

  async function deliver(ctx: Context, run: Live, { sender }: RunningBot, channel: ChannelView, url: string) {
    const outcome = await deliverPractice(ctx, { channel, url, sender, random, isAbandoned })
    if (outcome === null) return
    run.sent++
    if (outcome.state === 'delivered') return
    run.failed++
    run.byDetail[outcome.detail] = (run.byDetail[outcome.detail] ?? 0) + 1
  }
}

async function verify(ctx: Context, { sender }: RunningBot, channel: ChannelView, url: string): Promise<void> {
  await verifyChannel({ ...ctx, sender }, channel, url)
}
