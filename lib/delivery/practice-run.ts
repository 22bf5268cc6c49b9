import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, INSTANCE, mayOn, maySee } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { PracticeRun } from '@/lib/domain/practice-run.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { drivePractice } from './drive-practice.ts'
import { currentPracticeUrl, makeLazyPracticeBot, type PracticeBot, type RunningBot } from './lazy-practice-bot.ts'
import { readyPracticeChannel, renewPracticeUrls } from './practice-channel.ts'
import { skipPracticeDeliveries } from './skip-delivery.ts'
import type { OpenableSender, WebhookSender } from './webhook-sender.ts'

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
  sender: OpenableSender
  startBot(): Promise<PracticeBot>
  log(error: unknown, where: string): void
}

type Live = PracticeRun & { channelNo: number; ending: AbortController; done: Promise<void>; endedAtMs: number | null }

const TOTAL_S = 60
const DEFAULT_NAME = 'Practice bot'
/** At the end of the server: how long attempts in flight may take before they are given up. */
const LAST_WAIT_MS = 1_500
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
    const isAbandoned = () => closed || !running.isRunning()
    run.done = drivePractice(runner, { run, signal: ending.signal, bot: running, isAbandoned })
      // A bot that ended takes what was in flight with it: that says nothing about a bot.
      .then(() => (running.isRunning() || closed ? undefined : skipPracticeDeliveries(runner)))
      .catch((error: unknown) => runner.log(error, 'practice run'))
      .then(() => {
        run.endedAtMs = runner.now()
        if (run.state === 'running') run.state = running.isRunning() ? 'finished' : 'stopped'
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
