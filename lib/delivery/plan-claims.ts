import { DEFAULT_LIMITS } from '@/lib/sender/limits.ts'
import type { Quota, WaitingChannel } from '@/lib/storage/claim-deliveries.ts'
import { FIRST_PLACES, MOST_ROUNDS, type Share } from './claims-ahead.ts'

/** Less room than this part of all is filled up later, so that claims are large. */
const REFILL = 0.4
const RECORDING_MS = 30_000
const { dnsMs, tcpMs, tlsMs } = DEFAULT_LIMITS

/** What one attempt can take: twice the way there, because a kept connection that is lost gets one fresh try. */
export function longestAttemptMs(timeoutMs: number): number {
  return 2 * (dnsMs + tcpMs + tlsMs + timeoutMs)
}

/** Longer than all that a channel holds can take one round after the other, and the recording after it. */
function leaseMs(timeoutMs: number): number {
  return MOST_ROUNDS * longestAttemptMs(timeoutMs) + RECORDING_MS
}

/** What the worker holds of a channel: not yet answered, and all that is not recorded. */
export type Held = (channelNo: number) => { unanswered: number; all: number }

/** A channel with something due, and the share it has now. */
export type DueChannel = Pick<WaitingChannel, 'channelNo' | 'timeoutMs' | 'suspended'> & Share

/** How many more of a channel may be claimed now; a little is none, and a suspended channel has one probe. */
export function roomOf(channel: DueChannel, held: Held): number {
  const { unanswered, all } = held(channel.channelNo)
  if (channel.suspended) return all === 0 ? 1 : 0
  const most = channel.rounds * channel.concurrency
  return most - unanswered < REFILL * most ? 0 : most - unanswered
}

/**
 * Shares what may be claimed evenly among the channels with something due and room for it, beginning after the channel
 * `after`, so that the one with the most deliveries or the slowest bot never has all of it. One of which nothing is held
 * gets a few even when others hold all that may be.
 */
export function planClaims(
  due: readonly DueChannel[],
  { most, held, after, nowMs }: { most: number; held: Held; after: number; nowMs: number },
): Quota[] {
  const inTurn = [...due.filter(({ channelNo }) => channelNo > after), ...due.filter((c) => c.channelNo <= after)]
  const rooms = inTurn.flatMap((channel) => {
    const room = roomOf(channel, held)
    return room > 0 ? [{ channel, room, quota: 0 }] : []
  })
  let left = most
  // Those with the least room first: what they leave of an even share is the others'.
  for (const [index, each] of [...rooms].sort((a, b) => a.room - b.room).entries()) {
    const share = Math.max(0, Math.ceil(left / (rooms.length - index)))
    const least = held(each.channel.channelNo).all === 0 ? FIRST_PLACES : 0
    each.quota = Math.min(each.room, Math.max(share, least))
    left -= each.quota
  }
  return rooms.flatMap(({ channel: { channelNo, timeoutMs }, quota }) =>
    quota > 0 ? [{ channelNo, most: quota, leaseUntilMs: nowMs + leaseMs(timeoutMs) }] : [],
  )
}
