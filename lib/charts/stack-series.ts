import type { CauseCount } from '../domain/statistics/report-types.ts'
import { CAUSES, type Cause } from '../domain/taxonomy.ts'
import type { ChartBucket } from './merge-buckets.ts'

/** One layer of the stack. `rank` is a detail's place among those shown, from 0; it chooses the shade. */
export type Series =
  | { kind: 'cause'; cause: Cause }
  | { kind: 'detail'; cause: Cause; detail: string; rank: number }
  | { kind: 'rest'; cause: Cause; details: number }

export const MOST_DETAILS = 6

/** By cause, always in the taxonomy's order from the baseline, so that a colour and a place never move. */
export function causeSeries(hidden: readonly Cause[]): Series[] {
  return CAUSES.filter((cause) => !hidden.includes(cause)).map((cause) => ({ kind: 'cause', cause }))
}

/** By detail of one cause, most first from the baseline; beyond six, the rest together. */
export function detailSeries(count: CauseCount): Series[] {
  const shown = count.details.length <= MOST_DETAILS ? MOST_DETAILS : MOST_DETAILS - 1
  const named = count.details
    .slice(0, shown)
    .map(({ detail }, rank): Series => ({ kind: 'detail', cause: count.cause, detail, rank }))
  const left = count.details.length - named.length
  return left > 0 ? [...named, { kind: 'rest', cause: count.cause, details: left }] : named
}

/** A bucket's count for each layer, in their order. */
export function countsOf(bucket: ChartBucket, series: readonly Series[]): number[] {
  const named = series.flatMap((one) => (one.kind === 'detail' ? [one.detail] : []))
  return series.map((one) => {
    switch (one.kind) {
      case 'cause':
        return bucket.byCause[one.cause] ?? 0
      case 'detail':
        return bucket.byDetail[one.detail] ?? 0
      case 'rest':
        return Object.entries(bucket.byDetail).reduce((sum, [detail, n]) => (named.includes(detail) ? sum : sum + n), 0)
      default:
        return one satisfies never
    }
  })
}
