import { isBrazeRetryable } from './braze-errors.ts'
import type { ChannelKind } from './channel.ts'
import { LONGEST_WAIT_MS } from './delivery.ts'
import type { Outcome } from './outcome.ts'

// LINE publishes neither count nor interval of its redelivery (facts/line.md); these are ours.
/** The first redelivery begins at most this long after the attempt that failed. */
export const LONGEST_FIRST_WAIT_MS = 30_000
/** Between two attempts. */
export const LONGEST_PAUSE_MS = 60 * 60 * 1000
/** A wait is this share longer or shorter than its step, so that what failed together does not come back together. */
const JITTER = 0.2
/** A redelivery whose time came within the window may begin this much after it. */
export const GRACE_MS = 60_000

/** What a channel wants: `redelivery` off is one attempt. */
export type RedeliveryPolicy = {
  redelivery: boolean
  redeliveryFirstMs: number
  redeliveryWindowMs: number
  /** Absent: LINE. */
  kind?: ChannelKind
}

export type EndedAttempt = {
  /** When the delivery came into the queue (was accepted, or put back by hand), and when the attempt ended. */
  queuedAtMs: number
  endedAtMs: number
  /** Attempts since it came into the queue, this one among them. */
  tries: number
  outcome: Outcome
  /** The header of the answer, if it had one. */
  retryAfter: string | null
}

/**
 * When a delivery is tried again, in epoch milliseconds; null: never, its state is that of this attempt.
 * @param random in [0, 1)
 */
export function nextAttemptAt(policy: RedeliveryPolicy, attempt: EndedAttempt, random: number): number | null {
  const { queuedAtMs, endedAtMs, outcome } = attempt
  if (outcome.state === 'delivered' || !policy.redelivery || endsAtOnce(outcome, policy.kind)) return null
  const backoffMs = backoff(policy.redeliveryFirstMs, attempt.tries, random)
  const atMs = endedAtMs + Math.max(backoffMs, Math.min(askedFor(attempt), LONGEST_PAUSE_MS))
  return atMs > queuedAtMs + Math.min(policy.redeliveryWindowMs, LONGEST_WAIT_MS) ? null : atMs
}

/**
 * No later attempt can end otherwise: a URL that does not parse, a bot that says it is gone for good, and of Braze every
 * status but those that it asks to be sent again.
 */
function endsAtOnce(outcome: Outcome, kind: ChannelKind = 'line'): boolean {
  if (kind === 'braze' && outcome.cause === 'error_status_code') return !isBrazeRetryable(outcome.status ?? 0)
  return outcome.detail === 'Invalid URL syntax' || outcome.status === 410
}

/** Doubling from `firstMs`; `tries` from 1. */
export function backoff(firstMs: number, tries: number, random: number): number {
  const stepMs = Math.min(firstMs * 2 ** (tries - 1), LONGEST_PAUSE_MS)
  const longestMs = tries === 1 ? LONGEST_FIRST_WAIT_MS : LONGEST_PAUSE_MS
  return Math.round(Math.min(stepMs * (1 - JITTER + 2 * JITTER * random), longestMs))
}

function askedFor({ outcome, retryAfter, endedAtMs }: EndedAttempt): number {
  if (retryAfter === null || (outcome.status !== 429 && outcome.status !== 503)) return 0
  return readRetryAfter(retryAfter, endedAtMs) ?? 0
}

const HTTP_DATE = /^\w{3,9}, \d\d[ -]\w{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/
const ASCTIME_DATE = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/

/** Milliseconds that a `Retry-After` asks for, by seconds or one of the three HTTP dates (RFC 9110, 5.6.7 and 10.2.3). */
export function readRetryAfter(value: string, nowMs: number): number | null {
  const text = value.trim()
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const atMs = HTTP_DATE.test(text)
    ? Date.parse(text)
    : ASCTIME_DATE.test(text)
      ? Date.parse(`${text} GMT`)
      : Number.NaN
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs)
}

/**
 * Whether a delivery that is about to be sent has waited longer than it may: for its first attempt 24 hours, for a
 * redelivery until the window is over. What was put back by hand gets its time anew.
 */
export function hasWaitedTooLong(
  { queuedAtMs, tries }: { queuedAtMs: number; tries: number },
  { redeliveryWindowMs }: Pick<RedeliveryPolicy, 'redeliveryWindowMs'>,
  nowMs: number,
): boolean {
  return nowMs > queuedAtMs + (tries === 0 ? LONGEST_WAIT_MS : redeliveryWindowMs + GRACE_MS)
}
