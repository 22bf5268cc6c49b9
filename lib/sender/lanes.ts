/** Of the requests with this number at most so many are on the wire at once. */
export type Lane = { no: number; most: number }

/** What was signed and allowed longer ago is not sent: meanwhile a secret or a switch may have changed. */
export const LONGEST_LANE_WAIT_MS = 100

type Waiting<Item> = { item: Item; most: number; sinceMs: number }
type OfLane<Item> = { onWire: number; waiting: Waiting<Item>[] }

/**
 * Requests that are ready when a place on the wire gets free: whoever asks for more than a lane takes need not be told
 * of each answer before the next request leaves.
 */
export class Lanes<Item> {
  readonly #lanes = new Map<number, OfLane<Item>>()
  readonly #start: (item: Item) => void
  readonly #giveUp: (item: Item) => void

  /** @param giveUp told of what waited too long, instead of `start` */
  constructor(start: (item: Item) => void, giveUp: (item: Item) => void) {
    this.#start = start
    this.#giveUp = giveUp
  }

  /** Starts it at once, or when the lane has a place, in the order asked. Each that was started must leave. */
  enter({ no, most }: Lane, item: Item): void {
    const lane = this.#lanes.get(no) ?? this.#begin(no)
    if (lane.onWire >= most) {
      lane.waiting.push({ item, most, sinceMs: performance.now() })
      return
    }
    lane.onWire += 1
    this.#start(item)
  }

  leave(no: number): void {
    const lane = this.#lanes.get(no)
    if (lane === undefined) return
    lane.onWire -= 1
    const nowMs = performance.now()
    for (let next = lane.waiting[0]; next !== undefined; next = lane.waiting[0]) {
      const isLate = nowMs - next.sinceMs > LONGEST_LANE_WAIT_MS
      if (!isLate && lane.onWire >= next.most) return
      lane.waiting.shift()
      if (isLate) {
        this.#giveUp(next.item)
        continue
      }
      lane.onWire += 1
      this.#start(next.item)
    }
    if (lane.onWire === 0) this.#lanes.delete(no)
  }

  #begin(no: number): OfLane<Item> {
    const lane: OfLane<Item> = { onWire: 0, waiting: [] }
    this.#lanes.set(no, lane)
    return lane
  }
}
