import type { ErrorTimeline, TimelineBucket, TimeRange } from '../domain/statistics/report-types.ts'
import type { Cause } from '../domain/taxonomy.ts'
import { countAxis, rateTop } from './axis-top.ts'
import { type ChartFrame, type ChartSize, type FrameBar, stateByClock, usualWidth } from './chart-frame.ts'
import { type ChartBucket, mergeBuckets, type StretchCounts } from './merge-buckets.ts'
import { countsOf, type Series, seriesOf } from './stack-series.ts'
import { type RateStep, ratesOf, runsOf, type Step } from './step-runs.ts'
import { timeTicks } from './time-ticks.ts'

/** What is known of a stretch, by layer. `errors` is the sum of `counts`; both are null where nothing was aggregated. */
export type BarNumbers = TimeRange & {
  counts: number[] | null
  errors: number | null
  /** Null also where some of it was imported. */
  attempts: number | null
  imported: boolean
}

/** One bar. `before`: that of the period before, where it is compared with one. */
export type TimelineBar = FrameBar & Omit<BarNumbers, keyof TimeRange> & { before: BarNumbers | null }

/** The period before as lines over the one that is shown, at its times; broken where nothing is known. */
export type BeforeModel = TimeRange & {
  countRuns: Step[][]
  rateRuns: Step[][]
  /** Whether some of it was off, or imported: where the lines are broken. */
  off: boolean
  imported: boolean
}

/** What a chart draws; it decides nothing. Ids and numbers only: components translate. */
export type TimelineModel = ChartFrame<TimelineBar> & {
  /** From the baseline up. */
  series: Series[]
  off: TimeRange[]
  imported: TimeRange[]
  errorAxis: { top: number; ticks: number[] }
  /** A fraction. */
  rateTop: number
  /** Runs without a hole: a run ends where attempts are 0 or unknown. */
  rateRuns: RateStep[][]
  /** The newest known rate with its denominator. */
  lastRate: { errors: number; attempts: number } | null
  before: BeforeModel | null
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
  const { fromMs, toMs, timezone, off, imported, marks, previous } = timeline
  const series = seriesOf(timeline, { cause, hidden })
  const bars = mergeBuckets(bucketsOf(timeline, nowMs), mostBars, timezone).map((bucket) => barOf(bucket, series))
  const both = bars.flatMap((bar) => (bar.before === null ? [bar] : [bar, bar.before]))
  const rateRuns = ratesOf(bars)
  const known = bars.flatMap(({ errors, attempts }) => (errors !== null && attempts ? [{ errors, attempts }] : []))
  return {
    fromMs,
    toMs,
    timezone,
    barMs: usualWidth(bars),
    series,
    bars,
    off,
    imported,
    ticks: timeTicks(fromMs, toMs, timezone, mostTicks),
    marks,
    errorAxis: countAxis(Math.max(0, ...both.map(({ errors }) => errors ?? 0)), axisSteps),
    rateTop: rateTop(Math.max(0, ...both.map(({ errors, attempts }) => (attempts ? (errors ?? 0) / attempts : 0)))),
    rateRuns,
    lastRate: known.at(-1) ?? null,
    before: previous === undefined ? null : beforeOf(previous, bars),
  }
}

function beforeOf(previous: NonNullable<ErrorTimeline['previous']>, bars: readonly TimelineBar[]): BeforeModel {
  const lines = bars.map(({ startMs, endMs, before }) => ({ ...before, startMs, endMs }))
  const { fromMs, toMs, off, imported } = previous
  return {
    fromMs,
    toMs,
    countRuns: runsOf(lines, ({ errors }) => errors ?? null),
    rateRuns: runsOf(lines, ({ errors, attempts }) => (attempts ? (errors ?? 0) / attempts : null)),
    off: off.length > 0,
    imported: imported.length > 0,
  }
}

function bucketsOf({ series, toMs, previous }: ErrorTimeline, nowMs: number): ChartBucket[] {
  return series.map((bucket, index) => {
    const counts = countsIn(bucket, series[index + 1]?.startMs ?? toMs)
    const byClock = stateByClock(counts, nowMs)
    const off = byClock !== 'future' && bucket.aggregation === 'off'
    const before = previous?.series[index]
    return {
      ...counts,
      state: off ? 'off' : byClock === 'on' ? bucket.aggregation : byClock,
      before:
        previous === undefined || before === undefined
          ? null
          : countsIn(before, previous.series[index + 1]?.startMs ?? previous.toMs),
    }
  })
}

function countsIn(
  { startMs, attempts, errors, imported, byCause, byDetail }: TimelineBucket,
  endMs: number,
): StretchCounts {
  return { startMs, endMs, attempts, errors, imported: imported ?? false, byCause, byDetail: byDetail ?? {} }
}

function barOf({ state, before, ...bucket }: ChartBucket, series: readonly Series[]): TimelineBar {
  const { startMs, endMs } = bucket
  const { fromMs, toMs, ...numbers } = numbersOf(bucket, series)
  const midMs = (startMs + endMs) / 2
  return { startMs, endMs, midMs, state, ...numbers, before: before === null ? null : numbersOf(before, series) }
}

function numbersOf(bucket: StretchCounts, series: readonly Series[]): BarNumbers {
  const { startMs, endMs, attempts, imported } = bucket
  const counts = bucket.errors === null ? null : countsOf(bucket, series)
  const errors = counts === null ? null : counts.reduce((sum, count) => sum + count, 0)
  return { fromMs: startMs, toMs: endMs, counts, errors, attempts, imported }
}
