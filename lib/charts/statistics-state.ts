import type { ErrorTimeline } from '../domain/statistics/report-types.ts'

/**
 * Which of the states a report shows. They must never be mistaken for each other:
 * off is unknown, no traffic is known to be empty, all arrived is good news.
 */
export type StatisticsState = 'off' | 'no_traffic' | 'all_arrived' | 'errors'

/** @param timeline the report without a filter */
export function statisticsState(
  timeline: Pick<ErrorTimeline, 'series' | 'attempts' | 'errors' | 'imported'>,
): StatisticsState {
  if (timeline.series.every(({ aggregation }) => aggregation === 'off')) return 'off'
  // What was imported does not say how much was sent.
  if (timeline.errors > 0 || timeline.imported.length > 0) return 'errors'
  return timeline.attempts === 0 ? 'no_traffic' : 'all_arrived'
}

/**
 * Since when counting goes on, when the range begins off and has been on from one moment to now; else null. What was
 * imported was not on.
 */
export function countingSince({ fromMs, off, series, imported }: ErrorTimeline): number | null {
  const [only] = off
  if (imported.length > 0 || off.length !== 1 || only === undefined || only.fromMs > fromMs) return null
  return series.at(-1)?.aggregation === 'off' ? null : only.toMs
}
