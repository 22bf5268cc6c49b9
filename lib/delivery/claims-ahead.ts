import type { ClaimedDelivery } from '@/lib/storage/claim-deliveries.ts'

type OfChannel = {
  concurrency: number
  waiting: ClaimedDelivery[]
  onWire: number
  /** Answered, and not yet on disk. */
  unrecorded: number
}

/** What the worker has claimed: who is next, in turn over the channels, and how many of each are where. */
export class ClaimsAhead {
  readonly #channels = new Map<number, OfChannel>()
  onWire = 0
  unrecorded = 0
  waiting = 0

  add(claimed: readonly ClaimedDelivery[], concurrencyOf: (channelNo: number) => number): void {
    for (const delivery of claimed) {
      const channel = this.#channels.get(delivery.channelNo) ?? this.#begin(delivery.channelNo)
      channel.concurrency = concurrencyOf(delivery.channelNo)
      channel.waiting.push(delivery)
      this.waiting += 1
    }
  }

  /** The next that may go on the wire, as counted there from now on; null when there is none. */
  take(): ClaimedDelivery | null {
    for (const [channelNo, channel] of this.#channels) {
      if (channel.onWire >= channel.concurrency) continue
      const next = channel.waiting.shift()
      if (next === undefined) continue
      // To the end of the map: the others come first now.
      this.#channels.delete(channelNo)
      this.#channels.set(channelNo, channel)
      channel.onWire += 1
      this.onWire += 1
      this.waiting -= 1
      return next
    }
    return null
  }

  /** It is off the wire, and waits for its attempt to be recorded. */
  answered(channelNo: number): void {
    const channel = this.#channels.get(channelNo)
    if (channel === undefined) return
    channel.onWire -= 1
    channel.unrecorded += 1
    this.onWire -= 1
    this.unrecorded += 1
  }

  /** So many of a channel are over. */
  done(channelNo: number, count: number): void {
    const channel = this.#channels.get(channelNo)
    if (channel === undefined) return
    channel.unrecorded -= count
    this.unrecorded -= count
    if (channel.waiting.length === 0 && channel.onWire === 0 && channel.unrecorded === 0) {
      this.#channels.delete(channelNo)
    }
  }

  /** Of one channel: not yet answered, and all that is not over. */
  heldOf(channelNo: number): { unanswered: number; all: number } {
    const channel = this.#channels.get(channelNo)
    if (channel === undefined) return { unanswered: 0, all: 0 }
    const unanswered = channel.waiting.length + channel.onWire
    return { unanswered, all: unanswered + channel.unrecorded }
  }

  /** Takes out everything that has not gone on the wire. */
  clear(): ClaimedDelivery[] {
    const left = [...this.#channels.values()].flatMap(({ waiting }) => waiting.splice(0))
    this.waiting = 0
    return left
  }

  #begin(channelNo: number): OfChannel {
    const channel = { concurrency: 1, waiting: [], onWire: 0, unrecorded: 0 }
    this.#channels.set(channelNo, channel)
    return channel
  }
}
