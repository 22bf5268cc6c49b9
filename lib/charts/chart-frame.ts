import type { Mark } from '../domain/mark.ts'
import type { TimeRange } from '../domain/statistics/report-types.ts'
import type { TimeTick } from './time-ticks.ts'

/** What the clock says of a bar, and where the switch was off. */
export type BarState = 'on' | 'partial' | 'off' | 'filling' | 'future'

/** `counts`: how tall its layers are, from the baseline up; null where nothing is known. */
export type FrameBar = { startMs: number; endMs: number; midMs: number; state: BarState; counts: number[] | null }

/** What any chart over time has; axes, marks and what is done by pointer and keys need no more. */
export type ChartFrame<Bar extends FrameBar = FrameBar> = TimeRange & {
  timezone: string
  /** The usual width of a bar in milliseconds. */
  barMs: number
  bars: Bar[]
  ticks: TimeTick[]
  marks: Mark[]
}

/** How much fits into the place that a chart has. */
export type ChartSize = { mostBars?: number; mostTicks?: number; axisSteps?: number }

/** The first and last group of a merge may be cut short by the range. */
export function usualWidth(bars: readonly FrameBar[]): number {
  return Math.max(0, ...bars.map(({ startMs, endMs }) => endMs - startMs))
}

/** A bar that still fills is `filling`, one that has not begun is `future`, whatever the switch says. */
export function stateByClock({ startMs, endMs }: { startMs: number; endMs: number }, nowMs: number): BarState {
  return startMs > nowMs ? 'future' : endMs > nowMs ? 'filling' : 'on'
}
