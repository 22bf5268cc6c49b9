import type { Cause } from '../taxonomy.ts'
import { WIDTH_MS } from './bars.ts'
import { buildErrorTimeline, type TimelineInput } from './error-timeline.ts'
import type { BucketWidth, ErrorTimeline, PreviousPeriod, TimelineBucket, TimeRange } from './report-types.ts'
import { DAY_MS, wallClockStarts } from './zone-days.ts'
import { offsetAt, offsetSegments } from './zone-offset.ts'

/**
 * The bars that those of `bounds` are compared with, one for each: as much earlier as `asked` is long, in whole bars. From
 * a day on it is so by the clock of `zone`, so that noon is compared with noon where the offset changes between, and the first
 * instant of a day with that of a day, also where the clock skipped midnight; an hour that it skipped is an empty bar.
 * @param asked the range that was asked for, before it was rounded to whole bars
 */
export function boundsBefore(bounds: readonly number[], asked: TimeRange, bucket: BucketWidth, zone: string): number[] {
  const inBars = (ms: number) => Math.ceil(ms / WIDTH_MS[bucket]) * WIDTH_MS[bucket]
  const [first = 0, last = 0] = [bounds[0], bounds.at(-1)]
  const days = new Set(wallClockStarts(zone, DAY_MS, Math.min(first, asked.fromMs), Math.max(last, asked.toMs)))
  const wallOf = (ms: number) => {
    const wall = ms + offsetAt(zone, ms)
    return days.has(ms) ? Math.floor(wall / DAY_MS) * DAY_MS : wall
  }
  const spanMs = asked.toMs - asked.fromMs
  // A day of 23 hours is a day, and so are the last 24 hours, whatever the clock did in them.
  const shiftMs = inBars(spanMs % DAY_MS === 0 ? spanMs : wallOf(asked.toMs) - wallOf(asked.fromMs))
  if (shiftMs < DAY_MS) return bounds.map((bound) => bound - inBars(spanMs))
  const segments = offsetSegments(zone, first - shiftMs - 2 * DAY_MS, last - shiftMs + 2 * DAY_MS)
  let before = Number.NEGATIVE_INFINITY
  return bounds.map((bound) => {
    const wall = wallOf(bound) - shiftMs
    const segment = segments.find(({ toMs, offsetMs }) => wall - offsetMs < toMs)
    // Where clocks went back since, the same hour is asked for twice; bars partition time all the same.
    before = Math.max(
      before,
      segment === undefined ? last - shiftMs : Math.max(segment.fromMs, wall - segment.offsetMs),
    )
    return before
  })
}

/** The period before as it is compared: like the report of it, without what only explains a chart. */
export function buildPrevious(input: Omit<TimelineInput, 'marks' | 'minorErrors'>): PreviousPeriod {
  const { bucket, timezone, marks, minorErrors, series, ...previous } = buildErrorTimeline({ ...input, marks: [] })
  const { bounds } = input
  return {
    ...previous,
    series: series.map((one, bar) => ((bounds[bar + 1] ?? 0) > one.startMs ? one : noTime(one.startMs))),
  }
}

/** An hour that the clock skipped: there was nothing to know. */
function noTime(startMs: number): TimelineBucket {
  return { startMs, aggregation: 'off', attempts: null, errors: null, byCause: {} }
}

/** What a figure is compared with. `untilMs` null: the whole period before. */
export type PreviousSums = {
  errors: number
  attempts: number
  /** Of the errors, those that belong to attempts: what a rate is made of. */
  attemptErrors: number
  byCause: Partial<Record<Cause, number>>
  untilMs: number | null
}

/**
 * The sums of the period before, as far as the one that is shown has come: today's morning is not compared with a whole day.
 * In whole bars: the bar that is being filled now is compared with a whole one, so that what is shown looks better by up to a
 * bar's share of the range (1 in 96 of a day). Part of a bar could only be guessed.
 */
export function previousSums(
  { series, toMs }: Pick<ErrorTimeline, 'series' | 'toMs'>,
  previous: PreviousPeriod,
  nowMs: number,
): PreviousSums {
  const begun = series.filter(({ startMs }) => startMs <= nowMs).length
  const whole = toMs <= nowMs || begun === series.length || begun === 0
  const { errors, attempts, importedErrors, causes } = previous
  if (whole) {
    const byCause = Object.fromEntries(causes.map((count) => [count.cause, count.errors]))
    return { errors, attempts, attemptErrors: errors - importedErrors, byCause, untilMs: null }
  }
  const untilMs = previous.series[begun]?.startMs ?? null
  const sums: PreviousSums = { errors: 0, attempts: 0, attemptErrors: 0, byCause: {}, untilMs }
  for (const bucket of previous.series.slice(0, begun)) {
    sums.errors += bucket.errors ?? 0
    for (const { cause } of causes) sums.byCause[cause] = (sums.byCause[cause] ?? 0) + (bucket.byCause[cause] ?? 0)
    if (bucket.attempts === null) continue
    sums.attempts += bucket.attempts
    sums.attemptErrors += bucket.errors ?? 0
  }
  return sums
}
