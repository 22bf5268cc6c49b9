import { groupBy } from '../group-by.ts'
import { causeAndDetail } from '../reasons.ts'
import type { Cause } from '../taxonomy.ts'
import type { BarCount } from './error-timeline.ts'
import { findOnset, type Onset, type OnsetBar } from './onset.ts'
import type { TimeRange } from './report-types.ts'

/** `detail` null: several details of the cause have their part in it. */
export type NamedOnset = Onset & {
  cause: Cause
  detail: string | null
  /** What was looked at, in bars of `barMs`. */
  window: TimeRange
  barMs: number
}

export type OnsetsInput = {
  /** n + 1 instants for n bars, all of `barMs`. */
  bounds: readonly number[]
  barMs: number
  counts: readonly BarCount[]
  nowMs: number
}

/** A detail stands for its cause when it is so much of what failed since. */
const MOST_OF_IT = 0.8

/** The troubles that go on now, one of a cause, most failures first. What was imported has no attempts and says nothing. */
export function buildOnsets({ bounds, barMs, counts, nowMs }: OnsetsInput): NamedOnset[] {
  const window = { fromMs: bounds[0] ?? 0, toMs: bounds.at(-1) ?? 0 }
  const whole = wholeBars(bounds, counts)
  const named = counts.flatMap((count) => {
    const name = causeAndDetail(count.reason)
    return name === null || count.imported ? [] : [{ ...count, ...name }]
  })
  return [...groupBy(named, ({ cause }) => cause)]
    .flatMap(([cause, ofCause]): NamedOnset[] => {
      const onset = findOnset(withFailures(whole, ofCause), nowMs)
      if (onset === null) return []
      const ofDetail = [...groupBy(ofCause, ({ detail }) => detail)]
        .map(([detail, some]) => ({ detail, onset: findOnset(withFailures(whole, some), nowMs) }))
        .find((one) => one.onset !== null && one.onset.after.failures >= onset.after.failures * MOST_OF_IT)
      return [{ cause, detail: ofDetail?.detail ?? null, window, barMs, ...(ofDetail?.onset ?? onset) }]
    })
    .sort((a, b) => b.after.failures - a.after.failures)
}

type WholeBar = TimeRange & { attempts: number | null }

function wholeBars(bounds: readonly number[], counts: readonly BarCount[]): WholeBar[] {
  const byBar = groupBy(counts, ({ bar }) => bar)
  return bounds.slice(0, -1).map((fromMs, bar) => {
    const ofBar = byBar.get(bar) ?? []
    const isKnown = ofBar.every((count) => !count.imported)
    const attempts = ofBar.reduce((sum, count) => sum + count.attempts, 0)
    return { fromMs, toMs: bounds[bar + 1] ?? fromMs, attempts: isKnown ? attempts : null }
  })
}

function withFailures(whole: readonly WholeBar[], counts: readonly BarCount[]): OnsetBar[] {
  const byBar = groupBy(counts, ({ bar }) => bar)
  return whole.map((bar, index) => {
    const ofBar = byBar.get(index) ?? []
    return {
      ...bar,
      failures: ofBar.reduce((sum, { attempts }) => sum + attempts, 0),
      firstFailureAtMs: ofBar.length === 0 ? null : Math.min(...ofBar.map(({ firstAtMs }) => firstAtMs)),
    }
  })
}
