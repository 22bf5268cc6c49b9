import { groupBy } from '../domain/group-by.ts'
import { DAY_MS, MINUTE_MS } from '../domain/statistics/zone-days.ts'
import { offsetAt } from '../domain/statistics/zone-offset.ts'
import type { Cause } from '../domain/taxonomy.ts'

/** A bucket with its end and what the clock says about it. `attempts` and `errors` are null where nothing was aggregated. */
export type ChartBucket = {
  startMs: number
  endMs: number
  state: 'on' | 'partial' | 'off' | 'filling' | 'future'
  attempts: number | null
  errors: number | null
  byCause: Partial<Record<Cause, number>>
  byDetail: Record<string, number>
}

const WIDTHS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440].map((minutes) => minutes * MINUTE_MS)

/**
 * Sums of neighbours, so that of whole ones at most `most` are left, on round times of the zone's clock.
 * What is known is summed; a group is off when all of it is.
 */
export function mergeBuckets(buckets: ChartBucket[], most: number, zone: string): ChartBucket[] {
  const [first] = buckets
  const last = buckets.at(-1)
  if (first === undefined || last === undefined || buckets.length < most + 2) return buckets
  const span = last.endMs - first.startMs
  const widthMs = WIDTHS_MS.find((width) => span / width < most + 1) ?? Math.ceil(span / most / DAY_MS) * DAY_MS
  const groupOf = (bucket: ChartBucket) => Math.floor((bucket.startMs + offsetAt(zone, bucket.startMs)) / widthMs)
  const groups = groupBy(buckets, groupOf)
  return [...groups.values()].flatMap(([head, ...tail]) => (head === undefined ? [] : [tail.reduce(join, head)]))
}

function join(a: ChartBucket, b: ChartBucket): ChartBucket {
  return {
    startMs: a.startMs,
    endMs: b.endMs,
    state: joinedState(a.state, b.state),
    attempts: sumKnown(a.attempts, b.attempts),
    errors: sumKnown(a.errors, b.errors),
    byCause: sumEach(a.byCause, b.byCause),
    byDetail: sumEach(a.byDetail, b.byDetail),
  }
}

function joinedState(a: ChartBucket['state'], b: ChartBucket['state']): ChartBucket['state'] {
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
