import type { Cause } from '../domain/taxonomy.ts'
import type { BarState } from './chart-frame.ts'
import { mergeSpans } from './merge-spans.ts'

/** What is known of a stretch: null where nothing was aggregated, and of attempts where some of it was imported. */
export type StretchCounts = {
  startMs: number
  endMs: number
  attempts: number | null
  errors: number | null
  /** Some of it was imported: its errors are known, its attempts are not. */
  imported: boolean
  byCause: Partial<Record<Cause, number>>
  byDetail: Record<string, number>
}

/** A bucket with its end and what the clock says about it. `before`: the one that it is compared with. */
export type ChartBucket = StretchCounts & { state: BarState; before: StretchCounts | null }

/**
 * Sums of neighbours, so that of whole ones at most `most` are left, on round times of the zone's clock.
 * What is known is summed; a group is off when all of it is.
 */
export function mergeBuckets(buckets: ChartBucket[], most: number, zone: string): ChartBucket[] {
  return mergeSpans(buckets, most, zone, join)
}

function join(a: ChartBucket, b: ChartBucket): ChartBucket {
  return {
    ...joinCounts(a, b),
    state: joinedState(a.state, b.state),
    before: a.before === null ? b.before : b.before === null ? a.before : joinCounts(a.before, b.before),
  }
}

function joinCounts(a: StretchCounts, b: StretchCounts): StretchCounts {
  const imported = a.imported || b.imported
  return {
    startMs: a.startMs,
    endMs: b.endMs,
    // Beside errors without attempts, attempts of a neighbour would make a wrong rate.
    attempts: imported ? null : sumKnown(a.attempts, b.attempts),
    errors: sumKnown(a.errors, b.errors),
    imported,
    byCause: sumEach(a.byCause, b.byCause),
    byDetail: sumEach(a.byDetail, b.byDetail),
  }
}

export function joinedState(a: BarState, b: BarState): BarState {
  if (a === b) return a
  if (a === 'filling' || b === 'filling') return 'filling'
  if (b === 'future') return a === 'off' ? 'off' : 'filling'
  return 'partial'
}

function sumKnown(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b
}

function sumEach<Counts extends Record<string, number | undefined>>(a: Counts, b: Counts): Counts {
  const sum: Record<string, number | undefined> = { ...a }
  for (const [key, count] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + (count ?? 0)
  return sum as Counts
}
