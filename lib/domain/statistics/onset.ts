import { addUp, changePoints, ENOUGH_EVIDENCE, evidence, type Tally, unrest } from './change-points.ts'
import type { TimeRange } from './report-types.ts'

/** One stretch of the past. `attempts` null: unknown (nothing was aggregated, or it was imported), and so it says nothing. */
export type OnsetBar = TimeRange & {
  attempts: number | null
  /** Of one kind. */
  failures: number
  /** Of the first of them. */
  firstFailureAtMs: number | null
}

/** Since when one kind of failure comes more often than usual. */
export type Onset = {
  /** The first failure where there were none before, else the beginning of the bar in which it became more. */
  sinceMs: number
  /** The end of the last bar before it that says anything; in between nobody knows. */
  notBeforeMs: number
  /** Of the last failure's bar. */
  lastSeenMs: number
  /** All that is known before it. */
  before: Tally
  /** The same without earlier troubles. */
  usual: Tally
  after: Tally
  /** The share of failures as a multiple of the usual one; null when usual ones were too few to name one. */
  times: number | null
}

/** A single failure is noise; from this many on a rate says something. */
const FEW = 5
const LEAST_BEFORE = 20
/** So many times the share before is trouble; less is how things vary. */
const TROUBLE_TIMES = 3
/** Seen so lately, and of so many that were to be expected lately a third at least. */
const LATELY_MS = 3_600_000
const EXPECTED_LATELY = 9

/**
 * The onset of a trouble that is still going on, or null. The share of failures is cut where it changes; the trouble is the
 * stretch up to now of which every part fails three times as often as is usual before it. Bars without attempts say nothing.
 * @param bars in order, beside each other or with gaps
 */
export function findOnset(bars: readonly OnsetBar[], nowMs: number): Onset | null {
  const known = bars.flatMap((bar) => (bar.attempts ? [{ ...bar, attempts: bar.attempts }] : []))
  const last = known.findLast(({ failures }) => failures > 0)
  if (last === undefined || nowMs - last.toMs >= LATELY_MS) return null
  const cuts = changePoints(known)
  const parts = [0, ...cuts].map((start, index) => addUp(known.slice(start, cuts[index])))
  const index = cuts.findIndex((_, part) => {
    const usual = usualOf(parts.slice(0, part + 1))
    return parts.slice(part + 1).every((later) => isTrouble(later, usual))
  })
  const at = cuts[index]
  const first = at === undefined ? undefined : known[at]
  if (at === undefined || first === undefined) return null
  const [earlier, later] = [known.slice(0, at), known.slice(at)]
  const [before, usual, after] = [addUp(earlier), usualOf(parts.slice(0, index + 1)), addUp(later)]
  if (after.failures < FEW || usual.attempts < LEAST_BEFORE || !goesOn(later, after)) return null
  if (evidence(usual, after) / unrest(known, at) < ENOUGH_EVIDENCE) return null
  return {
    sinceMs: before.failures === 0 ? (first.firstFailureAtMs ?? first.fromMs) : first.fromMs,
    notBeforeMs: earlier.at(-1)?.toMs ?? first.fromMs,
    lastSeenMs: last.toMs,
    before,
    usual,
    after,
    times: usual.failures < FEW ? null : shareOf(after) / shareOf(usual),
  }
}

/** What is usual among parts: those around the share that half of all attempts were made under, without earlier troubles. */
function usualOf(parts: readonly Tally[]): Tally {
  const half = addUp(parts).attempts / 2
  let attempts = 0
  const middle = [...parts]
    .sort((a, b) => shareOf(a) - shareOf(b))
    .find((part) => {
      attempts += part.attempts
      return attempts >= half
    })
  return addUp(parts.filter((part) => middle === undefined || !isTrouble(part, middle)))
}

/** None that failed is as good as one: the next may. */
function isTrouble(part: Tally, usual: Tally): boolean {
  return shareOf(part) >= TROUBLE_TIMES * shareOf({ ...usual, failures: Math.max(1, usual.failures) })
}

/** Of the newest bars in which nine failures were to be expected, has a third come? */
function goesOn(later: readonly Tally[], after: Tally): boolean {
  const lately: Tally = { attempts: 0, failures: 0 }
  for (const { attempts, failures } of [...later].reverse()) {
    lately.attempts += attempts
    lately.failures += failures
    if (lately.attempts * shareOf(after) >= EXPECTED_LATELY) break
  }
  return lately.failures >= (lately.attempts * shareOf(after)) / 3
}

function shareOf({ attempts, failures }: Tally): number {
  return attempts === 0 ? 0 : failures / attempts
}
