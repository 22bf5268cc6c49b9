import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
import type { Lane } from '@/lib/sender/lanes.ts'
import type { ClaimedDelivery } from '@/lib/storage/claim-deliveries.ts'

/** A channel may hold so many times what it has places, on the wire and ahead of it: there is time to claim more meanwhile. */
const ROUNDS = 2
/** A quick one goes through them before more is claimed. */
export const MOST_ROUNDS = 10
/** A channel begins with so many places at most, and each delivery that arrives gives it more, up to its concurrency. */
export const FIRST_PLACES = 4
const PLACES_AN_ARRIVAL = 4
/** Of all places on the wire. */
const LAST_PLACES = 1 / 8
/** A failure that took so long had its place for nothing, and takes half of the channel's places away. */
const IN_VAIN_MS = 1_000
/** So many times its places the sender has more of a quick channel. */
const RESERVE = 2
/** An answer that takes longer lets the wire run dry only when nothing waits. */
const QUICK_MS = 20

/** How an attempt went; null where none was made. */
export type Went = { arrived: boolean; durationMs: number } | null

/** What a channel may have at once. */
export type Share = { concurrency: number; rounds: number }

type OfChannel = {
  concurrency: number
  /** Of the sender; as many places as the channel has now. */
  lane: Lane
  /** Its last answer came so soon that the wire would wait for this thread. */
  isQuick: boolean
  waiting: ClaimedDelivery[]
  /** So many of them, the first ones, came back unsent. */
  returned: number
  /** On the wire, or waiting in the sender for a place there. */
  sending: number
  /** Answered, and not yet on disk. */
  unrecorded: number
}

/**
 * What the worker has claimed: who is next, in turn over the channels, and how many of each are where. A channel whose
 * bot is silent has few places, or a few of them would have all of the wire.
 */
export class ClaimsAhead {
  readonly #channels = new Map<number, OfChannel>()
  /** The places of channels that have fewer than they began with, and nothing here. */
  readonly #fallen = new Map<number, number>()
  readonly #mostOnWire: number
  readonly #lastPlaces: number
  /** Without what is more than the places of a channel: it waits in the sender, or for an answer that nobody expects. */
  onWire = 0
  unrecorded = 0
  /** Without what is more than a channel may hold since it has fewer places or is slow: it takes nobody's room. */
  waiting = 0

  /** @param mostOnWire over all channels */
  constructor(mostOnWire: number) {
    this.#mostOnWire = mostOnWire
    this.#lastPlaces = Math.floor(mostOnWire * LAST_PLACES)
  }

  /** The places that a channel has now, and how many rounds of them it may hold. */
  shareOf(channelNo: number, concurrency: number): Share {
    const channel = this.#channels.get(channelNo)
    const places = channel?.lane.most ?? this.#fallen.get(channelNo) ?? FIRST_PLACES
    return { concurrency: Math.min(places, concurrency), rounds: roundsOf(channel) }
  }

  add(claimed: readonly ClaimedDelivery[], concurrencyOf: (channelNo: number) => number): void {
    for (const delivery of claimed) {
      const { channelNo } = delivery
      const channel = this.#channels.get(channelNo) ?? this.#begin(channelNo)
      this.#change(channel, () => {
        channel.concurrency = concurrencyOf(channelNo)
        channel.waiting.push(delivery)
        this.#place(channel, channel.lane.most)
      })
    }
  }

  /**
   * The next for the sender, as counted there from now on, and the lane it takes; null when there is none. The sender of a
   * quick channel has more than may be on the wire: they leave while this thread writes.
   */
  take(): { claimed: ClaimedDelivery; lane: Lane } | null {
    // Whoever was not served stays before those who were, so that one pass sees it first.
    let isWanted = false
    for (const [channelNo, channel] of this.#channels) {
      const { lane, sending, waiting } = channel
      const claimed = waiting[0]
      if (claimed === undefined) continue
      if (sending < lane.most) {
        if (this.onWire >= this.#roomFor(channel)) {
          isWanted ||= sending < this.#lastPlaces
          continue
        }
      } else if (isWanted || !channel.isQuick || sending >= (1 + RESERVE) * lane.most) continue
      // To the end of the map: the others come first now.
      this.#channels.delete(channelNo)
      this.#channels.set(channelNo, channel)
      this.#change(channel, () => {
        waiting.shift()
        channel.returned = Math.max(0, channel.returned - 1)
        channel.sending += 1
      })
      return { claimed, lane }
    }
    return null
  }

  /** The sender is done with it, and it waits for its attempt to be recorded. */
  answered(channelNo: number, went: Went): void {
    const channel = this.#channels.get(channelNo)
    if (channel === undefined) return
    this.#change(channel, () => {
      channel.sending -= 1
      if (went === null) return
      channel.isQuick = went.arrived && went.durationMs <= QUICK_MS
      if (!went.arrived && went.durationMs >= IN_VAIN_MS) this.#place(channel, channel.lane.most / 2)
    })
    if (went?.arrived) this.#grow(channel)
    channel.unrecorded += 1
    this.unrecorded += 1
  }

  /** It was not sent, and is the next of its channel, after those that came back before it. */
  notSent(claimed: ClaimedDelivery): void {
    const channel = this.#channels.get(claimed.channelNo)
    if (channel === undefined) return
    this.#change(channel, () => {
      channel.sending -= 1
      channel.isQuick = false
      channel.waiting.splice(channel.returned, 0, claimed)
      channel.returned += 1
    })
  }

  /** So many of a channel are over. */
  done(channelNo: number, count: number): void {
    const channel = this.#channels.get(channelNo)
    if (channel === undefined) return
    channel.unrecorded -= count
    this.unrecorded -= count
    if (channel.waiting.length > 0 || channel.sending > 0 || channel.unrecorded > 0) return
    this.#channels.delete(channelNo)
    if (channel.lane.most < Math.min(FIRST_PLACES, channel.concurrency)) this.#fallen.set(channelNo, channel.lane.most)
  }

  /** Of one channel: not yet answered, and all that is not over. */
  heldOf(channelNo: number): { unanswered: number; all: number } {
    const channel = this.#channels.get(channelNo)
    if (channel === undefined) return { unanswered: 0, all: 0 }
    const unanswered = channel.waiting.length + channel.sending
    return { unanswered, all: unanswered + channel.unrecorded }
  }

  /** Takes out everything that the sender does not have. */
  clear(): ClaimedDelivery[] {
    const left = [...this.#channels.values()].flatMap((channel) => {
      channel.returned = 0
      return channel.waiting.splice(0)
    })
    this.waiting = 0
    return left
  }

  /** What the sender has more of than there are places goes on the wire with the next ones. */
  #grow(channel: OfChannel): void {
    const { sending, lane } = channel
    const room = sending > lane.most ? Math.max(0, this.#roomFor(channel) - this.onWire) : PLACES_AN_ARRIVAL
    this.#change(channel, () => this.#place(channel, lane.most + Math.min(PLACES_AN_ARRIVAL, room)))
  }

  /** The last places are for channels that have not so many: one that falls silent must leave the others some. */
  #roomFor({ sending }: OfChannel): number {
    const isForOthers = this.#channels.size > 1 && sending >= this.#lastPlaces
    return this.#mostOnWire - (isForOthers ? this.#lastPlaces : 0)
  }

  #begin(channelNo: number): OfChannel {
    const lane = { no: channelNo, most: this.#fallen.get(channelNo) ?? FIRST_PLACES }
    const channel = {
      concurrency: lane.most,
      lane,
      isQuick: false,
      waiting: [],
      returned: 0,
      sending: 0,
      unrecorded: 0,
    }
    this.#fallen.delete(channelNo)
    this.#channels.set(channelNo, channel)
    return channel
  }

  #place(channel: OfChannel, places: number): void {
    const most = Math.max(1, Math.min(Math.floor(places), channel.concurrency))
    if (most !== channel.lane.most) channel.lane = { no: channel.lane.no, most }
  }

  /** Keeps the sums over all channels. */
  #change(channel: OfChannel, change: () => void): void {
    this.onWire -= onWireOf(channel)
    this.waiting -= waitingOf(channel)
    change()
    this.onWire += onWireOf(channel)
    this.waiting += waitingOf(channel)
  }
}

export function wentOf({ judged, durationMs }: Pick<AttemptToRecord, 'judged' | 'durationMs'>): Went {
  return { arrived: judged.state === 'delivered', durationMs }
}

function onWireOf({ sending, lane }: OfChannel): number {
  return Math.min(sending, lane.most)
}

function waitingOf(channel: OfChannel): number {
  return Math.min(channel.waiting.length, roundsOf(channel) * channel.lane.most)
}

function roundsOf(channel: OfChannel | undefined): number {
  return channel?.isQuick ? MOST_ROUNDS : ROUNDS
}
