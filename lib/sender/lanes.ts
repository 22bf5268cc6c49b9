/** Of the requests with this number at most so many are on the wire at once. */
export type Lane = { no: number; most: number }

/** What was signed and allowed longer ago is not sent: meanwhile a secret or a switch may have changed. */
export const LONGEST_LANE_WAIT_MS = 100

type Waiting<Item> = { item: Item; sinceMs: number }
type OfLane<Item> = { most: number; onWire: number; waiting: Waiting<Item>[] }

/**
 * Requests that are ready when a place on the wire gets free: whoever asks for more than a lane takes need not be told
 * of each answer before the next request leaves.
 */
export class Lanes<Item> {
  readonly #lanes = new Map<number, OfLane<Item>>()
  readonly #start: (item: Item) => void
  readonly #giveUp: (item: Item) => void

  /** @param giveUp told of what waited too long, instead of `start`, when a place gets free */
  constructor(start: (item: Item) => void, giveUp: (item: Item) => void) {
    this.#start = start
    this.#giveUp = giveUp
  }

  /**
   * Starts it at once, or when the lane has a place, in the order asked. Each that was started must leave. The last `most` that
   * was told is the lane's.
   */
  enter({ no, most }: Lane, item: Item): void {
    const lane = this.#lanes.get(no) ?? this.#begin(no)
    lane.most = most
    lane.waiting.push({ item, sinceMs: performance.now() })
    this.#startNext(lane)
  }

  leave(no: number): void {
    const lane = this.#lanes.get(no)
    if (lane === undefined) return
    lane.onWire -= 1
    this.#startNext(lane)
    if (lane.onWire === 0) this.#lanes.delete(no)
  }

  #startNext(lane: OfLane<Item>): void {
    const nowMs = performance.now()
    while (lane.onWire < lane.most) {
      const next = lane.waiting.shift()
      if (next === undefined) return
      if (nowMs - next.sinceMs > LONGEST_LANE_WAIT_MS) {
        this.#giveUp(next.item)
        continue
      }
      lane.onWire += 1
      this.#start(next.item)
    }
  }

  #begin(no: number): OfLane<Item> {
    const lane: OfLane<Item> = { most: 1, onWire: 0, waiting: [] }
    this.#lanes.set(no, lane)
    return lane
  }
}
