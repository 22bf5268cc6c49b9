import { TodokuError } from '@/lib/domain/errors.ts'
import type { RateLimit } from './rate-limit.ts'

/** Recording and delivering come with the traffic of bots; everything else is asked by people and their programs. */
export type LimitName = 'requests' | 'traffic'

/** What a key, or the session of a user, may ask for in any minute. */
export type RequestLimits = { take(name: LimitName, caller: string): void }

/** Of a saved or given webhook URL (docs/api.md, Channels): each is a request to somebody else's server. */
export const VERIFICATIONS_PER_MINUTE = 600

/** How many times as much traffic as other requests. */
export const TRAFFIC_TIMES = 10

const CELL_MS = 1_000
/** One more than a minute has: the oldest may still reach into it. */
const CELLS = 61
const MOST_CALLERS = 10_000

/** `take` throws TodokuError `rate_limited` with the seconds until there is room again. */
export function makeRequestLimits(requestsPerMinute: number, now: () => number): RequestLimits {
  const limits: Record<LimitName, RateLimit> = {
    requests: makeCountedLimit(requestsPerMinute, now),
    traffic: makeCountedLimit(requestsPerMinute * TRAFFIC_TIMES, now),
  }
  return { take: (name, caller) => limits[name].take(caller) }
}

type Counted = { cells: Uint32Array; total: number; lastCell: number }

/**
 * As `makeRateLimit`, for limits so high that no list of times should be kept: what is let through is counted by the
 * second. No minute, wherever it begins, has more than `most`; one more second may pass until there is room.
 */
function makeCountedLimit(most: number, now: () => number): RateLimit {
  const callers = new Map<string, Counted>()
  const forget = (cell: number) => {
    for (const [caller, { lastCell }] of callers) if (cell - lastCell >= CELLS) callers.delete(caller)
  }
  return {
    take(caller) {
      const cell = Math.floor(now() / CELL_MS)
      if (callers.size > MOST_CALLERS) forget(cell)
      const counted = callers.get(caller) ?? { cells: new Uint32Array(CELLS), total: 0, lastCell: cell }
      callers.set(caller, counted)
      advance(counted, cell)
      if (counted.total >= most) throw limited(most, secondsToRoom(counted))
      const at = counted.lastCell % CELLS
      counted.cells[at] = (counted.cells[at] ?? 0) + 1
      counted.total += 1
    },
  }
}

/** A clock that was set back empties nothing. */
function advance(counted: Counted, cell: number): void {
  const passed = Math.min(cell - counted.lastCell, CELLS)
  for (let step = 1; step <= passed; step += 1) {
    const at = (counted.lastCell + step) % CELLS
    counted.total -= counted.cells[at] ?? 0
    counted.cells[at] = 0
  }
  counted.lastCell = Math.max(cell, counted.lastCell)
}

function secondsToRoom({ cells, lastCell }: Counted): number {
  for (let age = CELLS - 1; age > 0; age -= 1) {
    if (cells[(lastCell - age + CELLS) % CELLS] !== 0) return CELLS - age
  }
  return CELLS
}

function limited(most: number, retryAfterS: number): TodokuError {
  return new TodokuError('rate_limited', `At most ${most} a minute for each key. Try again in ${retryAfterS} s.`, {
    retryAfterS,
  })
}
