import type { TimeRange } from '../domain/statistics/report-types.ts'
import type { Percentiles, ResponseTimes, ResponseTimesBucket } from '../domain/statistics/response-times.ts'
import { countAxis } from './axis-top.ts'
import { type ChartFrame, type ChartSize, type FrameBar, stateByClock, usualWidth } from './chart-frame.ts'
import { timeTicks } from './time-ticks.ts'

export const PERCENTILES = ['p50Ms', 'p95Ms', 'p99Ms'] as const
export type Percentile = (typeof PERCENTILES)[number]

/** `successes` and `failures` null: unknown, or yet to come. It has no layers, so `counts` is always null. */
export type ResponseTimesBar = FrameBar & Pick<ResponseTimesBucket, 'successes' | 'failures'>

/** A flat piece of the three lines. */
export type PercentileStep = TimeRange & Record<Percentile, number> & { filling: boolean }

type Axis = { top: number; ticks: number[] }

/** What a chart of response times draws; it decides nothing. Milliseconds on both axes. */
export type ResponseTimesModel = ChartFrame<ResponseTimesBar> & {
  off: TimeRange[]
  axis: Axis
  /** Null where nothing failed. */
  failureAxis: Axis | null
  /** `inside`: the axis reaches it. Else it stands at the upper edge, so that what is far below it can be seen. */
  limit: { ms: number; nearMs: number; inside: boolean }
  /** Runs without a hole: a run ends where there were no attempts or nothing is known. */
  successes: PercentileStep[][]
  failures: PercentileStep[][]
}

/** Below this share of the limit the lines would lie on the baseline. */
const FAR_BELOW = 0.1
/** Room above the slowest for the words that the limit lies beyond. */
const HEADROOM = 1.15

/**
 * Report → model. Pure: the clock is `nowMs`, the zone is the report's. Bars are never merged, however narrow they get:
 * the percentiles of two are not those of both.
 */
export function prepareResponseTimes(
  { fromMs, toMs, timezone, marks, off, series, timeLimitMs, nearLimit }: ResponseTimes,
  { nowMs, mostTicks = 10, axisSteps = 4 }: ChartSize & { nowMs: number },
): ResponseTimesModel {
  const bars = series.map(({ startMs, aggregation, successes, failures }, index): ResponseTimesBar => {
    const endMs = series[index + 1]?.startMs ?? toMs
    const byClock = stateByClock({ startMs, endMs }, nowMs)
    const isOff = byClock !== 'future' && aggregation === 'off'
    const state = isOff ? 'off' : byClock === 'on' ? aggregation : byClock
    return { startMs, endMs, midMs: (startMs + endMs) / 2, state, counts: null, successes, failures }
  })
  const slowest = highest(bars.map(({ successes }) => successes))
  const inside = slowest >= timeLimitMs * FAR_BELOW
  const failures = runsOf(bars, ({ failures }) => failures)
  return {
    fromMs,
    toMs,
    timezone,
    barMs: usualWidth(bars),
    bars,
    ticks: timeTicks(fromMs, toMs, timezone, mostTicks),
    marks,
    off,
    axis: countAxis(inside ? Math.max(slowest, timeLimitMs) : slowest * HEADROOM, axisSteps),
    failureAxis: failures.length === 0 ? null : countAxis(highest(bars.map(({ failures }) => failures)), 1),
    limit: { ms: timeLimitMs, nearMs: nearLimit.aboveMs, inside },
    successes: runsOf(bars, ({ successes }) => successes),
    failures,
  }
}

function highest(percentiles: readonly (Percentiles | null)[]): number {
  return Math.max(0, ...percentiles.map((one) => one?.p99Ms ?? 0))
}

function runsOf(
  bars: readonly ResponseTimesBar[],
  pick: (bar: ResponseTimesBar) => Percentiles | null,
): PercentileStep[][] {
  const runs: PercentileStep[][] = []
  let open = false
  for (const bar of bars) {
    const { p50Ms = null, p95Ms = null, p99Ms = null } = pick(bar) ?? {}
    const known = p50Ms !== null && p95Ms !== null && p99Ms !== null
    if (known) {
      const step = { fromMs: bar.startMs, toMs: bar.endMs, p50Ms, p95Ms, p99Ms, filling: bar.state === 'filling' }
      if (open) runs.at(-1)?.push(step)
      else runs.push([step])
    }
    open = known
  }
  return runs
}

/** Lines that end in one, by their indices, and where their name stands. */
export type PlacedName = { indices: number[]; y: number }

/** Nearer than this, two lines are one to the eye. */
const ONE_LINE = 3

/**
 * Where names stand beside the ends of lines, `ys` from top to bottom: at least `gap` apart, and none below `lowest`. Lines
 * that end in one place share a name.
 */
export function placeNames(ys: readonly number[], gap: number, lowest: number): PlacedName[] {
  const names: PlacedName[] = []
  ys.forEach((y, index) => {
    const above = names.at(-1)
    if (above !== undefined && y - above.y < ONE_LINE) above.indices.push(index)
    else names.push({ indices: [index], y })
  })
  let free = lowest
  for (const name of [...names].reverse()) {
    name.y = Math.min(name.y, free)
    free = name.y - gap
  }
  return names
}
