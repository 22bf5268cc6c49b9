import type { ErrorTimeline, TimeRange } from '../domain/statistics/report-types.ts'
import type { Cause } from '../domain/taxonomy.ts'
import { countAxis, rateTop } from './axis-top.ts'
import { type ChartFrame, type ChartSize, type FrameBar, stateByClock, usualWidth } from './chart-frame.ts'
import { type ChartBucket, mergeBuckets } from './merge-buckets.ts'
import { causeSeries, countsOf, detailSeries, type Series } from './stack-series.ts'
import { timeTicks } from './time-ticks.ts'

/**
 * One bar. `counts` follows the series; `errors` is their sum; both are null where nothing was aggregated. `imported`:
 * some of it was, so that attempts are null and there is no rate.
 */
export type TimelineBar = FrameBar & { errors: number | null; attempts: number | null; imported: boolean }

/** A flat piece of the rate strip. */
export type RateStep = { fromMs: number; toMs: number; rate: number; filling: boolean }

/** What a chart draws; it decides nothing. Ids and numbers only: components translate. */
export type TimelineModel = ChartFrame<TimelineBar> & {
  /** From the baseline up. */
  series: Series[]
  off: TimeRange[]
  errorAxis: { top: number; ticks: number[] }
  /** A fraction. */
  rateTop: number
  /** Runs without a hole: a run ends where attempts are 0 or unknown. */
  rateRuns: RateStep[][]
  /** The newest known rate with its denominator. */
  lastRate: { errors: number; attempts: number } | null
}

export type TimelineOptions = ChartSize & {
  nowMs: number
  /** Of these the chart shows nothing; only where it is stacked by cause. */
  hidden?: readonly Cause[]
  /** Stacked by this cause's details. */
  cause?: Cause | null
}

/** Report → model. Pure: the clock is `nowMs`, the zone is the report's. */
export function prepareErrorTimeline(timeline: ErrorTimeline, options: TimelineOptions): TimelineModel {
  const { nowMs, hidden = [], cause = null, mostBars = 120, mostTicks = 10, axisSteps = 4 } = options
  const { fromMs, toMs, timezone, off, marks } = timeline
  const chosen = cause === null ? undefined : timeline.causes.find((count) => count.cause === cause)
  const series = cause === null ? causeSeries(hidden) : chosen === undefined ? [] : detailSeries(chosen)
  const bars = mergeBuckets(bucketsOf(timeline, nowMs), mostBars, timezone).map((bucket) => barOf(bucket, series))
  const known = bars.flatMap(({ errors, attempts }) => (errors !== null && attempts ? [{ errors, attempts }] : []))
  return {
    fromMs,
    toMs,
    timezone,
    barMs: usualWidth(bars),
    series,
    bars,
    off,
    ticks: timeTicks(fromMs, toMs, timezone, mostTicks),
    marks,
    errorAxis: countAxis(Math.max(0, ...bars.map(({ errors }) => errors ?? 0)), axisSteps),
    rateTop: rateTop(Math.max(0, ...known.map(({ errors, attempts }) => errors / attempts))),
    rateRuns: rateRunsOf(bars),
    lastRate: known.at(-1) ?? null,
  }
}

function bucketsOf({ series, toMs }: ErrorTimeline, nowMs: number): ChartBucket[] {
  return series.map((bucket, index) => {
    const endMs = series[index + 1]?.startMs ?? toMs
    const byClock = stateByClock({ startMs: bucket.startMs, endMs }, nowMs)
    const off = byClock !== 'future' && bucket.aggregation === 'off'
    return {
      startMs: bucket.startMs,
      endMs,
      state: off ? 'off' : byClock === 'on' ? bucket.aggregation : byClock,
      attempts: bucket.attempts,
      errors: bucket.errors,
      imported: bucket.imported ?? false,
      byCause: bucket.byCause,
      byDetail: bucket.byDetail ?? {},
    }
  })
}

function barOf(bucket: ChartBucket, series: readonly Series[]): TimelineBar {
  const { startMs, endMs, state, attempts, imported } = bucket
  const counts = bucket.errors === null ? null : countsOf(bucket, series)
  const errors = counts === null ? null : counts.reduce((sum, count) => sum + count, 0)
  return { startMs, endMs, midMs: (startMs + endMs) / 2, state, counts, errors, attempts, imported }
}

function rateRunsOf(bars: readonly TimelineBar[]): RateStep[][] {
  const runs: RateStep[][] = []
  let run: RateStep[] = []
  for (const { startMs, endMs, state, errors, attempts } of bars) {
    if (errors === null || !attempts) {
      if (run.length > 0) runs.push(run)
      run = []
    } else {
      run.push({ fromMs: startMs, toMs: endMs, rate: errors / attempts, filling: state === 'filling' })
    }
  }
  return run.length > 0 ? [...runs, run] : runs
}
