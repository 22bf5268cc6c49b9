import type { CauseCount, ErrorTimeline } from '../domain/statistics/report-types.ts'
import { CAUSES, type Cause } from '../domain/taxonomy.ts'
import type { StretchCounts } from './merge-buckets.ts'

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

/** The layers of a chart: causes, or the details of one, of which those that only the period before has come last. */
export function seriesOf(
  { causes, previous }: Pick<ErrorTimeline, 'causes' | 'previous'>,
  { cause, hidden }: { cause: Cause | null; hidden: readonly Cause[] },
): Series[] {
  if (cause === null) return causeSeries(hidden)
  const now = causes.find((count) => count.cause === cause)?.details ?? []
  const before = previous?.causes.find((count) => count.cause === cause)?.details ?? []
  const gone = before.filter(({ detail }) => now.every((one) => one.detail !== detail))
  return detailSeries({ cause, errors: 0, details: [...now, ...gone] })
}

/** A bucket's count for each layer, in their order. */
export function countsOf(bucket: StretchCounts, series: readonly Series[]): number[] {
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
