import type { Mark } from '../mark.ts'
import { aggregationIn, offStretches, type Period } from './aggregation.ts'
import { type BinCount, percentile, rangeOfBin } from './duration-bins.ts'
import type { BucketWidth, TimelineBucket, TimeRange } from './report-types.ts'

/** The durations of a bar's (counted from 0) counted attempts that arrived, or of those that failed. */
export type BarDurations = { bar: number; failed: boolean; bins: readonly BinCount[] }

/** Durations that a half, 95 and 99 % of the attempts do not exceed, at most 0.8 % off; null when there are none. */
export type Percentiles = { attempts: number; p50Ms: number | null; p95Ms: number | null; p99Ms: number | null }

/** Of `of` successes, `attempts` took longer than `aboveMs`. */
export type NearLimit = { aboveMs: number; attempts: number; of: number }

/** `successes` and `failures` null: unknown, because nothing was aggregated or it is yet to come. */
export type ResponseTimesBucket = Pick<TimelineBucket, 'startMs' | 'aggregation'> & {
  successes: Percentiles | null
  failures: Percentiles | null
}

/** How long counted attempts took, from their start to the end of the response or the failure. */
export type ResponseTimes = TimeRange & {
  bucket: BucketWidth
  timezone: string
  /** The channel's, as it is now. */
  timeLimitMs: number
  successes: Percentiles
  failures: Percentiles
  nearLimit: NearLimit
  /** The exact stretches of the range in which nothing was aggregated, the future left out. */
  off: TimeRange[]
  /** What changed in the range, oldest first. */
  marks: Mark[]
  series: ResponseTimesBucket[]
}

export type ResponseTimesInput = {
  /** n + 1 instants for n bars. */
  bounds: readonly number[]
  bucket: BucketWidth
  timezone: string
  timeLimitMs: number
  durations: readonly BarDurations[]
  periods: readonly Period[]
  marks: readonly Mark[]
  nowMs: number
}

const NEAR = 0.7

/** Percentiles of each bar and of the whole range, which are taken from the bins of all bars and never from their percentiles. */
export function buildResponseTimes(input: ResponseTimesInput): ResponseTimes {
  const { bounds, bucket, timezone, timeLimitMs, durations, periods, marks, nowMs } = input
  const range = { fromMs: bounds[0] ?? 0, toMs: bounds.at(-1) ?? 0 }
  const off = offStretches(range, periods)
  const binsOf = (failed: boolean) => durations.flatMap((one) => (one.failed === failed ? one.bins : []))
  const bars = new Map(durations.map((one) => [`${one.bar} ${one.failed}`, one.bins]))
  const series = bounds.slice(0, -1).map((startMs, bar): ResponseTimesBucket => {
    const stretch = { fromMs: startMs, toMs: bounds[bar + 1] ?? startMs }
    const [successes = [], failures = []] = [bars.get(`${bar} false`), bars.get(`${bar} true`)]
    const any = successes.length + failures.length > 0
    const covered = aggregationIn(stretch, off)
    // As in the error timeline: what was counted proves that some of it was aggregated.
    const aggregation = covered === 'off' && any ? 'partial' : covered
    const known = aggregation !== 'off' && (startMs <= nowMs || any)
    return {
      startMs,
      aggregation,
      successes: known ? percentiles(successes) : null,
      failures: known ? percentiles(failures) : null,
    }
  })
  const successes = binsOf(false)
  return {
    ...range,
    bucket,
    timezone,
    timeLimitMs,
    successes: percentiles(successes),
    failures: percentiles(binsOf(true)),
    nearLimit: nearLimit(successes, timeLimitMs),
    off: off
      .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, nowMs) }))
      .filter(({ fromMs, toMs }) => fromMs < toMs),
    marks: [...marks],
    series,
  }
}

function percentiles(bins: readonly BinCount[]): Percentiles {
  return {
    attempts: count(bins),
    p50Ms: percentile(bins, 0.5),
    p95Ms: percentile(bins, 0.95),
    p99Ms: percentile(bins, 0.99),
  }
}

/** A bin counts as above when its middle is: at most 0.8 % off, as percentiles are. */
function nearLimit(successes: readonly BinCount[], timeLimitMs: number): NearLimit {
  const aboveMs = timeLimitMs * NEAR
  const above = successes.filter(({ bin }) => {
    const { fromMs, toMs } = rangeOfBin(bin)
    return (fromMs + toMs - 1) / 2 > aboveMs
  })
  return { aboveMs, attempts: count(above), of: count(successes) }
}

const NOTABLE_SHARE = 0.01
/** So that one slow answer among few is no warning. */
const NOTABLE_ATTEMPTS = 5

/** Whether so many successes come near the limit that soon some may not make it: at least 5, and 1 % of them. */
export function isNotable({ attempts, of }: NearLimit): boolean {
  return attempts >= NOTABLE_ATTEMPTS && attempts >= of * NOTABLE_SHARE
}

function count(bins: readonly BinCount[]): number {
  return bins.reduce((sum, { attempts }) => sum + attempts, 0)
}
