import { setTimeout as sleep } from 'node:timers/promises'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { LONGEST_WAIT_MS, type SkipReason } from '@/lib/domain/delivery.ts'
import { groupBy } from '@/lib/domain/group-by.ts'
import { NotSent } from '@/lib/sender/attempt-fault.ts'
import { type Lane, LONGEST_LANE_WAIT_MS } from '@/lib/sender/lanes.ts'
import { type ClaimedDelivery, claimDeliveries, findWaitingChannels } from '@/lib/storage/claim-deliveries.ts'
import { GroupCommit } from '@/lib/storage/group-commit.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { releaseLeases } from '@/lib/storage/release-leases.ts'
import { type Settlement, settleClaims } from '@/lib/storage/settle-claims.ts'
import { skipOverdue } from '@/lib/storage/skip-overdue.ts'
import { Bell } from './bell.ts'
import { ClaimsAhead, wentOf } from './claims-ahead.ts'
import { type Delivered, deliver, type Route } from './deliver.ts'
import { makeFindRoute, type Way } from './find-route.ts'
import { type DueChannel, longestAttemptMs, planClaims, roomOf } from './plan-claims.ts'
import { SentRecorder } from './sent-recorder.ts'

/** Sends what waits in the queue. */
export type Worker = {
  /** Begins, once; what an earlier worker of this database held is due again. */
  start(): void
  /** Something may be due now. */
  wake(): void
  /** Whether it looks for deliveries, and could the last time. */
  isRunning(): boolean
  /**
   * Claims no more, gives back what the sender does not have, and waits for the rest as long as a server has to end. What
   * is still under way then is not recorded: the next start sends it again.
   */
  close(): Promise<void>
}

export type WorkerOptions = Context & {
  /** The sender of a channel: a practice channel has one of its own. */
  wayOf(channel: ChannelView): Way | Promise<Way>
  /** Gets faults of ours. */
  log(error: unknown, where: string): void
  /** Requests on the wire at the same time, over all channels. */
  mostOnWire?: number
}

const MOST_ON_WIRE = 64
/** Attempts that wait to be on disk; beyond, nothing new goes on the wire. */
const MOST_UNRECORDED = 512
/** Claimed and not on the wire yet. */
const MOST_AHEAD = 640
/** So often the queue is looked at unasked, because another process may have accepted something. */
const POLL_MS = 1_000
const AFTER_FAULT_MS = 1_000
const LONGEST_FAULT_PAUSE_MS = 5 * 60_000
const SWEEP_MS = 60_000
const LAST_WAIT_MS = 2_800

/** What became of a claim: an attempt or why there is none, when it is due again without one, or that its channel is gone. */
type Ended = Delivered | { dueAtMs: number } | 'gone'

/** Makes the worker of this process; nothing runs before `start`. */
export function makeWorker(options: WorkerOptions): Worker {
  const { storage, now, log, mostOnWire = MOST_ON_WIRE } = options
  const findRoute = makeFindRoute(options, options.wayOf)
  const ahead = new ClaimsAhead(mostOnWire)
  const bell = new Bell()
  /** Channels with more that is due than could be claimed the last time. */
  let hungry: DueChannel[] = []
  let lastChannelNo = 0
  let nextSweepMs = 0
  let isWell = true
  let closing = false
  let abandoned = false
  let loop: Promise<void> | null = null
  let closed: Promise<void> | null = null

  const chances = { now, random: Math.random }
  const recorder = new SentRecorder(options, {
    recorded: done,
    refused({ claimed }, fault) {
      log(fault, `record attempt of delivery ${claimed.id}`)
      void settle(claimed, skip(claimed, 'fault'))
    },
    isAbandoned: () => abandoned,
  })
  const settling = new GroupCommit<Settlement, null>(async (rows) => {
    await settleClaims(storage.writer, rows)
    return rows.map(() => ({ result: null }))
  })

  const claimMore = async (): Promise<{ claimed: number; nextMs: number }> => {
    const atMs = now()
    const waiting = await storage.writer.claim(findWaitingChannels)
    const due = waiting.filter(({ dueAtMs }) => dueAtMs <= atMs)
    const shares = due.map((channel) => ({ ...channel, ...ahead.shareOf(channel.channelNo, channel.concurrency) }))
    const held = (channelNo: number) => ahead.heldOf(channelNo)
    const quotas = planClaims(shares, {
      most: Math.max(0, MOST_AHEAD - ahead.waiting),
      held,
      after: lastChannelNo,
      nowMs: atMs,
    })
    const claimed = await claimDeliveries(storage, quotas, atMs)
    lastChannelNo = quotas.at(-1)?.channelNo ?? 0
    const got = groupBy(claimed, ({ channelNo }) => channelNo)
    const mostOf = new Map(quotas.map(({ channelNo, most }) => [channelNo, most]))
    hungry = shares.filter(({ channelNo }) => (got.get(channelNo)?.length ?? 0) >= (mostOf.get(channelNo) ?? 0))
    const concurrencies = new Map(due.map(({ channelNo, concurrency }) => [channelNo, concurrency]))
    ahead.add(claimed, (channelNo) => concurrencies.get(channelNo) ?? 1)
    const later = waiting.map(({ dueAtMs }) => dueAtMs).filter((dueAtMs) => dueAtMs > atMs)
    return { claimed: claimed.length, nextMs: Math.min(...later, atMs + POLL_MS) }
  }

  const sweep = async () => {
    if (now() < nextSweepMs) return
    nextSweepMs = now() + SWEEP_MS
    while (!closing && (await skipOverdue(storage, now() - LONGEST_WAIT_MS, now())) > 0) await sleep(10)
  }

  const run = async () => {
    let released = false
    while (!closing) {
      try {
        if (!released) await releaseLeases(storage.writer, now())
        released = true
        await sweep()
        const { claimed, nextMs } = await claimMore()
        isWell = true
        fill()
        if (claimed === 0) await bell.sleep(nextMs - now())
      } catch (error) {
        isWell = false
        log(error, 'claim deliveries')
        await sleep(AFTER_FAULT_MS)
      }
    }
  }

  function fill(): void {
    while (!closing && ahead.unrecorded < MOST_UNRECORDED) {
      const next = ahead.take()
      if (next === null) return
      void send(next.claimed, next.lane)
    }
  }

  async function send(claimed: ClaimedDelivery, lane: Lane): Promise<void> {
    let ended: Ended
    try {
      ended = await attempt(claimed, lane)
    } catch (fault) {
      if (fault instanceof NotSent && !closing) return tryAgain(claimed)
      ended = { dueAtMs: now() + (fault instanceof NotSent ? 0 : pauseAfterFault(claimed)) }
      if (!(fault instanceof NotSent)) log(fault, `deliver ${claimed.id}`)
    }
    ahead.answered(claimed.channelNo, ended === 'gone' || !('attempt' in ended) ? null : wentOf(ended.attempt))
    goOn()
    if (abandoned || ended === 'gone') return done(claimed.channelNo, 1)
    if ('skipped' in ended) return settle(claimed, skip(claimed, ended.skipped))
    if ('dueAtMs' in ended) return settle(claimed, giveBack(claimed, ended.dueAtMs))
    recorder.record({ claimed, attempt: ended.attempt })
    // Nothing comes any more that could be recorded together with it.
    if (ahead.onWire === 0) recorder.flush()
  }

  /** Sends it, unless its channel is gone or it waited for too long. */
  function attempt(claimed: ClaimedDelivery, lane: Lane): Ended | Promise<Ended> {
    const route = findRoute(claimed.channelNo)
    if (route instanceof Promise) return route.then((found) => attemptOver(found, claimed, lane))
    return attemptOver(route, claimed, lane)
  }

  function attemptOver(route: Route | null, claimed: ClaimedDelivery, lane: Lane): Ended | Promise<Ended> {
    if (route === null) return 'gone'
    // It waited for its turn for so long that somebody else might claim it while it is under way.
    const overAtMs = now() + LONGEST_LANE_WAIT_MS + longestAttemptMs(route.channel.timeoutMs)
    if (claimed.leaseUntilMs < overAtMs) return { dueAtMs: now() }
    return deliver(chances, claimed, route, lane)
  }

  function tryAgain(claimed: ClaimedDelivery): void {
    ahead.notSent(claimed)
    goOn()
  }

  async function settle({ id, channelNo }: ClaimedDelivery, settled: Promise<unknown>): Promise<void> {
    try {
      await settled
    } catch (fault) {
      if (!abandoned) log(fault, `settle delivery ${id}`)
    }
    done(channelNo, 1)
  }

  function done(channelNo: number, count: number): void {
    ahead.done(channelNo, count)
    goOn()
  }

  function goOn(): void {
    fill()
    ringWhenHungry()
  }

  function giveBack({ no, fence }: ClaimedDelivery, nextAttemptAtMs: number) {
    return settling.record([{ no, fence, state: 'pending', nextAttemptAtMs }])
  }

  function skip({ no, fence }: ClaimedDelivery, reason: SkipReason) {
    return settling.record([{ no, fence, state: 'skipped', reason, endedAtMs: now() }])
  }

  /** Not for each that leaves: claims are to be large. */
  function ringWhenHungry(): void {
    if (ahead.waiting > MOST_AHEAD / 2) return
    if (hungry.some((channel) => roomOf(channel, (channelNo) => ahead.heldOf(channelNo)) > 0)) bell.ring()
  }

  return {
    start() {
      loop ??= run()
    },
    wake: () => bell.ring(),
    isRunning: () => loop !== null && !closing && isWell,
    close() {
      closed ??= end()
      return closed
    },
  }

  async function end(): Promise<void> {
    closing = true
    bell.ring()
    const untilMs = performance.now() + LAST_WAIT_MS
    await loop
    const atMs = now()
    await Promise.all(
      ahead.clear().map((claimed) => giveBack(claimed, claimed.tries === 0 ? claimed.queuedAtMs : atMs)),
    )
    while (ahead.onWire + ahead.unrecorded > 0 && performance.now() < untilMs) await sleep(20)
    abandoned = true
  }
}

/** Claims without an attempt count up the fence alone; each makes the next pause longer. */
function pauseAfterFault({ fence, attempts }: ClaimedDelivery): number {
  return Math.min(AFTER_FAULT_MS * 2 ** Math.max(0, fence - attempts - 1), LONGEST_FAULT_PAUSE_MS)
}
