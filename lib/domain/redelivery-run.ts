import type { DeliverySource, DeliveryState } from './delivery.ts'
import type { Cause, Processed } from './taxonomy.ts'

/**
 * A redelivery by hand of many deliveries. It begins with one, the canary; only when that arrives come the others, a few
 * ahead of the queue. `halted`: the canary failed. `stopped`: somebody stopped it, or the channel was deleted.
 */
export const RUN_STATES = ['canary', 'running', 'paused', 'stopped', 'halted', 'finished'] as const
export type RunState = (typeof RUN_STATES)[number]

/** `waiting`: untouched; `sent`: given to the queue; else how that ended. `skipped` may also never have been given to it. */
export const RUN_ITEM_STATES = ['waiting', 'sent', 'delivered', 'failed', 'skipped'] as const
export type RunItemState = (typeof RUN_ITEM_STATES)[number]

/** `total` is the sum of the others, always. */
export type RunProgress = Record<RunItemState | 'total', number>

/** What a run may be asked for: these deliveries, or all that match. `[fromMs, toMs)` is of the time of acceptance. */
export type ChosenDeliveries =
  | { deliveryIds: readonly string[] }
  | {
      fromMs: number
      toMs: number
      /** Empty or absent: any. Both must fit where both are given. */
      causes?: readonly Cause[]
      /** Details of the last failed attempt, or reasons for skipping. */
      details?: readonly string[]
      /** Failed and skipped unless given. */
      states?: readonly RedeliverableState[]
      source?: DeliverySource
      /** Of any event of the body. */
      webhookEventId?: string
      sendId?: string
      /** All sends of it. */
      campaignId?: string
    }

/** What is pending is on its way already. */
export const REDELIVERABLE_STATES = ['failed', 'skipped', 'delivered'] as const satisfies readonly DeliveryState[]
export type RedeliverableState = (typeof REDELIVERABLE_STATES)[number]

/** How many a run may have: choosing them is one transaction, which everybody else waits for. */
export const MOST_IN_RUN = 100_000
/** How many of a run wait for their first attempt at a time: few, so that a pause is one. */
export const AHEAD_OF_QUEUE = 50
/** The same with those that failed and are tried again, where the channel's redelivery is on: they hold up no others. */
export const MOST_ON_THEIR_WAY = 1_000

/** A run as the world sees it. */
export type RedeliveryRunView = {
  id: string
  channelId: string
  state: RunState
  /** As the audit trail names actors. */
  startedBy: string
  startedAtMs: number
  endedAtMs: number | null
  chosen: ChosenDeliveries
  progress: RunProgress
}

/** What a redelivery would mean. Reply tokens live 1 min after receipt, and 20 min after the event at most. */
export type RedeliveryPreview = {
  total: number
  /** Time of acceptance; null when there is none. */
  oldestAtMs: number | null
  newestAtMs: number | null
  ages: { underOneMinute: number; underTwentyMinutes: number; older: number }
  /** May the bot have processed it already, by any attempt of it until now? Never tried is `no`. */
  processed: Record<Processed, number>
  /** Most first. `reason`: detail or reason for skipping; `cause` of a detail only. */
  byReason: { state: RedeliverableState; reason: string | null; cause: Cause | null; deliveries: number }[]
}

export function isOver(state: RunState): boolean {
  return state === 'stopped' || state === 'halted' || state === 'finished'
}

export type RunRequest = 'pause' | 'resume' | 'stop'

/**
 * The state after somebody asked for a change; the same state where there is nothing to change.
 * @param hasArrived whether something of the run has arrived: else it goes on with the canary
 * @returns null for a run that is over
 */
export function stateAfter(state: RunState, request: RunRequest, hasArrived: boolean): RunState | null {
  if (isOver(state)) return null
  if (request === 'stop') return 'stopped'
  if (request === 'pause') return 'paused'
  return state === 'paused' ? (hasArrived ? 'running' : 'canary') : state
}

/** A delivery that the run has given to the queue. `tried`: attempts since then. */
export type SentItem = { state: DeliveryState; tried: number }

export type RunSituation = {
  state: RunState
  /** Something of the run arrived before this look. */
  hasArrived: boolean
  hasWaiting: boolean
  sent: readonly SentItem[]
  /** The channel takes deliveries: not suspended, *use webhook* on, with a URL. */
  maySend: boolean
  /** The channel was deleted. */
  isGone: boolean
}

/** What the driver does next. `feed`: how many go to the queue; the newest first where `newestFirst`. */
export type RunStep = { state: RunState; feed: number; newestFirst: boolean }

/** Decides the next step; calling it again without a change decides nothing new. */
export function nextStep({ state, hasArrived, hasWaiting, sent, maySend, isGone }: RunSituation): RunStep {
  const rest = (next: RunState): RunStep => ({ state: next, feed: 0, newestFirst: false })
  if (isOver(state)) return rest(state)
  if (isGone) return rest('stopped')
  const arrives = hasArrived || sent.some((item) => item.state === 'delivered')
  // With redelivery on, a failed attempt leaves the delivery pending: for a canary the first answer is the answer.
  const failed = sent.some((item) => item.state !== 'delivered' && (item.state !== 'pending' || item.tried > 0))
  if (!arrives && failed) return rest('halted')
  const onTheirWay = sent.filter((item) => item.state === 'pending')
  if (!hasWaiting && onTheirWay.length === 0) return rest('finished')
  if (state === 'paused') return rest('paused')
  const next = arrives ? 'running' : 'canary'
  if (!maySend || !hasWaiting) return rest(next)
  if (!arrives) return { state: next, feed: onTheirWay.length === 0 ? 1 : 0, newestFirst: true }
  const untried = onTheirWay.filter(({ tried }) => tried === 0).length
  const room = Math.min(AHEAD_OF_QUEUE - untried, MOST_ON_THEIR_WAY - onTheirWay.length)
  return { state: next, feed: Math.max(0, room), newestFirst: false }
}
