import type { Actor } from '@/lib/domain/actor.ts'
import type { AggregationPeriod, ChannelView } from '@/lib/domain/channel.ts'
import { groupBy } from '@/lib/domain/group-by.ts'
import { causeAndDetail, isFailure } from '@/lib/domain/reasons.ts'
import { aggregationIn, offStretches } from '@/lib/domain/statistics/aggregation.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import type { Cause } from '@/lib/domain/taxonomy.ts'
import { type BucketTotal, countByHour, countByMinute } from '@/lib/storage/count-lately.ts'
import { findLastTimes } from '@/lib/storage/find-last-times.ts'
import { findWaiting, type Waiting } from '@/lib/storage/find-waiting.ts'
import { readPeriodsOfMany } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'
import { listChannels } from './list-channels.ts'

type Counts = { attempts: number; errors: number }

/** `attempts` null: nothing was aggregated in that hour, which is unknown and not zero. */
export type OverviewHour = { startMs: number; attempts: number | null; byCause: Partial<Record<Cause, number>> }

/** The detail with the most errors, and how many other details failed. */
export type Reasons = { topReason: { cause: Cause; detail: string; errors: number } | null; otherReasons: number }

/** Its own reasons are those of the last 24 hours. */
export type ChannelOverview = Reasons & {
  channel: ChannelView
  /** Of the same quarters of an hour as the chart of the last 24 hours, and of those that it is compared with. */
  last24h: Counts
  before24h: Counts
  /** False: nothing was aggregated in the 24 hours before, which is unknown and not zero. */
  isBeforeKnown: boolean
  /** Of the same minutes as the chart of the last hour: the current one, and the 60 before it. */
  lastHour: Counts
  /** First tries of those minutes that failed after the last minute in which something arrived: at least as many in a row. */
  failedInARow: number
  /** The same of the last hour. */
  ofHour: Reasons
  lastErrorAtMs: number | null
  lastAttemptAtMs: number | null
  /** Since when statistics are on; null while they are off. */
  aggregationSinceMs: number | null
  /** Since when they are off; null while they are on, and when they never were. */
  offSinceMs: number | null
  /** The 24 whole hours that end with the current one. */
  hours: OverviewHour[]
  /** Since when there is anything to count: before that nothing was off. */
  beganAtMs: number
  waiting: Waiting
}

const HOURS = 24
/** How wide the bars of the chart of 24 hours are, to which its range is floored and ceiled. */
const BAR_MS = 15 * MINUTE_MS

const NOTHING_WAITS: Waiting = { pending: 0, oldestAtMs: null, suspendedAtMs: null }

/** How each channel that the actor may see does lately, oldest channel first. */
export async function channelOverview(ctx: ReportContext, actor: Actor): Promise<ChannelOverview[]> {
  return overviewOf(ctx, await listChannels(ctx, actor))
}

/** How channels do lately, in their order. The caller has judged the rights. As many queries for many as for one. */
export async function overviewOf(ctx: ReportContext, channels: readonly ChannelView[]): Promise<ChannelOverview[]> {
  const db = ctx.storage.read
  const nowMs = ctx.now()
  const nos = channels.map(({ no }) => no)
  const hourEndMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS
  const minuteEndMs = (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS
  const day = dayOfBars(nowMs)
  const dayBefore = { fromMs: day.fromMs - DAY_MS, toMs: day.toMs - DAY_MS }
  const hours = await countByHour(db, nos, floorHour(dayBefore.fromMs), hourEndMs)
  const minutes = await countByMinute(db, nos, Math.floor((nowMs - HOUR_MS) / MINUTE_MS) * MINUTE_MS, minuteEndMs)
  // Of the hours that a day begins within.
  const edges = [
    ...(await countByMinute(db, nos, floorHour(dayBefore.fromMs), floorHour(dayBefore.fromMs) + HOUR_MS)),
    ...(await countByMinute(db, nos, floorHour(day.fromMs), floorHour(day.fromMs) + HOUR_MS)),
  ]
  const times = await findLastTimes(db, nos)
  const hoursOf = groupBy(hours, ({ channelNo }) => channelNo)
  const minutesOf = groupBy(minutes, ({ channelNo }) => channelNo)
  const edgesOf = groupBy(edges, ({ channelNo }) => channelNo)
  const periodsOf = await readPeriodsOfMany(db, nos)
  const waiting = await findWaiting(db, nos)
  return channels.map((channel) => {
    const periods = periodsOf.get(channel.no) ?? []
    const ofChannel = hoursOf.get(channel.no) ?? []
    const ofEdges = edgesOf.get(channel.no) ?? []
    const lately = countsIn(ofChannel, ofEdges, { ...day, toMs: hourEndMs })
    const before = countsIn(ofChannel, ofEdges, dayBefore)
    const fromMs = hourEndMs - HOURS * HOUR_MS
    return {
      channel,
      last24h: sumUp(lately),
      before24h: sumUp(before),
      isBeforeKnown: before.length > 0 || isAggregated(dayBefore, periods),
      lastHour: sumUp(minutesOf.get(channel.no) ?? []),
      ...reasonsOf(lately),
      failedInARow: failedInARow(minutesOf.get(channel.no) ?? [], minuteEndMs - MINUTE_MS),
      ofHour: reasonsOf(minutesOf.get(channel.no) ?? []),
      lastErrorAtMs: times.get(channel.no)?.lastErrorAtMs ?? null,
      lastAttemptAtMs: times.get(channel.no)?.lastAttemptAtMs ?? null,
      ...sinceWhen(periods),
      hours: hourly(ofChannel, periods, fromMs),
      beganAtMs: Math.min(channel.createdAtMs, periods[0]?.fromMs ?? channel.createdAtMs),
      waiting: waiting.get(channel.no) ?? NOTHING_WAITS,
    }
  })
}

function floorHour(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS
}

function dayOfBars(nowMs: number): TimeRange {
  return {
    fromMs: Math.floor((nowMs - DAY_MS) / BAR_MS) * BAR_MS,
    toMs: Math.ceil(nowMs / BAR_MS) * BAR_MS,
  }
}

/** The counts of a range: those of its whole hours, and of the minutes of the hours that are only partly in it. */
function countsIn(
  hours: readonly BucketTotal[],
  minutes: readonly BucketTotal[],
  { fromMs, toMs }: TimeRange,
): BucketTotal[] {
  const isWhole = ({ startMs }: BucketTotal) => floorHour(startMs) >= fromMs && floorHour(startMs) + HOUR_MS <= toMs
  return [
    ...hours.filter(isWhole),
    ...minutes.filter((minute) => minute.startMs >= fromMs && minute.startMs < toMs && !isWhole(minute)),
  ]
}

function sumUp(counts: readonly BucketTotal[]): Counts {
  const sum: Counts = { attempts: 0, errors: 0 }
  for (const { reason, attempts } of counts) {
    sum.attempts += attempts
    if (isFailure(reason)) sum.errors += attempts
  }
  return sum
}

/**
 * Within a minute nobody knows what came first, so that the minute of the last arrival is left out. So is the one that runs
 * when that was the one before: what is refused is known at once, and what arrives a little later.
 */
function failedInARow(minutes: readonly BucketTotal[], runningMs: number): number {
  const arrivedMs = minutes.flatMap(({ startMs, reason }) => (isFailure(reason) ? [] : [startMs]))
  const lastMs = Math.max(...arrivedMs)
  if (lastMs === runningMs - MINUTE_MS) return 0
  return minutes.reduce((sum, { startMs, firstTries }) => sum + (startMs > lastMs ? firstTries : 0), 0)
}

function reasonsOf(counts: readonly BucketTotal[]): Reasons {
  const ranked = [...groupBy(counts, ({ reason }) => reason)]
    .flatMap(([reason, ofReason]) => {
      const named = causeAndDetail(reason)
      return named === null ? [] : [{ reason, named, errors: sumUp(ofReason).errors }]
    })
    .sort((a, b) => b.errors - a.errors || a.reason - b.reason)
  const [top] = ranked
  if (top === undefined) return { topReason: null, otherReasons: 0 }
  return { topReason: { ...top.named, errors: top.errors }, otherReasons: ranked.length - 1 }
}

function isAggregated(range: TimeRange, periods: readonly AggregationPeriod[]): boolean {
  return aggregationIn(range, offStretches(range, periods)) !== 'off'
}

function sinceWhen(periods: readonly AggregationPeriod[]): Pick<ChannelOverview, 'aggregationSinceMs' | 'offSinceMs'> {
  const last = periods.at(-1)
  if (last === undefined) return { aggregationSinceMs: null, offSinceMs: null }
  return last.toMs === null
    ? { aggregationSinceMs: last.fromMs, offSinceMs: null }
    : { aggregationSinceMs: null, offSinceMs: last.toMs }
}

function hourly(counts: readonly BucketTotal[], periods: readonly AggregationPeriod[], fromMs: number): OverviewHour[] {
  const off = offStretches({ fromMs, toMs: fromMs + HOURS * HOUR_MS }, periods)
  const byHour = groupBy(counts, ({ startMs }) => startMs)
  return Array.from({ length: HOURS }, (_, hour) => {
    const startMs = fromMs + hour * HOUR_MS
    const ofHour = byHour.get(startMs) ?? []
    const covered = aggregationIn({ fromMs: startMs, toMs: startMs + HOUR_MS }, off)
    const byCause: Partial<Record<Cause, number>> = {}
    for (const { reason, attempts } of ofHour) {
      const named = causeAndDetail(reason)
      if (named !== null) byCause[named.cause] = (byCause[named.cause] ?? 0) + attempts
    }
    const known = covered !== 'off' || ofHour.length > 0
    return { startMs, attempts: known ? sumUp(ofHour).attempts : null, byCause }
  })
}
