import { groupBy } from '../group-by.ts'
import type { Mark } from '../mark.ts'
import type { DeliveredNote } from '../outcome.ts'
import { causeAndDetail, noteOf } from '../reasons.ts'
import type { Cause } from '../taxonomy.ts'
import { aggregationIn, offStretches, type Period } from './aggregation.ts'
import { type ErrorFilter, letsThrough, onlyCause } from './error-filter.ts'
import type { BucketWidth, CauseCount, DetailCount, ErrorTimeline, TimelineBucket, TimeRange } from './report-types.ts'

/**
 * Counted attempts of one reason in one bar (counted from 0), with the first and last of them. `imported`: errors read
 * from a file of LINE's console, whose attempts nobody knows.
 */
export type BarCount = {
  bar: number
  reason: number
  attempts: number
  firstAtMs: number
  lastAtMs: number
  imported?: true
}

export type TimelineInput = {
  /** n + 1 instants for n bars. */
  bounds: readonly number[]
  bucket: BucketWidth
  timezone: string
  counts: readonly BarCount[]
  periods: readonly Period[]
  /** The stretches that imports cover, in order. */
  imported?: readonly TimeRange[]
  marks: readonly Mark[]
  minorErrors?: ErrorTimeline['minorErrors']
  filter: ErrorFilter
  nowMs: number
}

/**
 * Sums counts up to bars, totals and rankings, and tells zero from unknown. The sum of the series is the total; of
 * attempts, where nothing was imported.
 */
export function buildErrorTimeline(input: TimelineInput): ErrorTimeline {
  const { bounds, bucket, timezone, counts, periods, imported = [], marks, filter, nowMs } = input
  const range = { fromMs: bounds[0] ?? 0, toMs: bounds.at(-1) ?? 0 }
  const off = offStretches(range, [...periods, ...imported])
  const byBar = groupBy(counts, ({ bar }) => bar)
  const withDetails = onlyCause(filter) !== null
  const series = bounds.slice(0, -1).map((startMs, bar) => {
    const stretch = { fromMs: startMs, toMs: bounds[bar + 1] ?? startMs }
    return buildBar(stretch, byBar.get(bar) ?? [], { off, imported, filter, withDetails, nowMs })
  })
  const errorCounts = counts.filter(({ reason }) => letsThrough(filter, reason))
  const causes = rankCauses(errorCounts)
  const importedCounts = errorCounts.filter((count) => count.imported)
  return {
    ...range,
    bucket,
    timezone,
    attempts: sum(
      counts.filter((count) => !count.imported),
      ({ attempts }) => attempts,
    ),
    errors: sum(causes, ({ errors }) => errors),
    importedErrors: sum(importedCounts, ({ attempts }) => attempts),
    causes,
    off: clipAt(off, nowMs),
    imported: clipTo(range, imported),
    marks: [...marks],
    minorErrors: input.minorErrors ?? [],
    series,
  }
}

function buildBar(
  stretch: TimeRange,
  counts: readonly BarCount[],
  {
    off,
    imported,
    filter,
    withDetails,
    nowMs,
  }: Pick<TimelineInput, 'filter' | 'nowMs'> & {
    off: readonly TimeRange[]
    imported: readonly TimeRange[]
    withDetails: boolean
  },
): TimelineBucket {
  const covered = aggregationIn(stretch, off)
  // What was counted proves that some of it was aggregated, even where the period was closed before it began (a start ahead of our clock).
  const aggregation = covered === 'off' && counts.length > 0 ? 'partial' : covered
  const byCause: Partial<Record<Cause, number>> = {}
  const byDetail: Record<string, number> = {}
  const byNote: Partial<Record<DeliveredNote, number>> = {}
  let errors = 0
  for (const { reason, attempts } of counts) {
    const note = noteOf(reason)
    if (note !== null) byNote[note] = (byNote[note] ?? 0) + attempts
    const named = causeAndDetail(reason)
    if (named === null || !letsThrough(filter, reason)) continue
    errors += attempts
    byCause[named.cause] = (byCause[named.cause] ?? 0) + attempts
    byDetail[named.detail] = (byDetail[named.detail] ?? 0) + attempts
  }
  // What has not begun is unknown, not zero; `aggregation` says what the switch is set to.
  const known = aggregation !== 'off' && (stretch.fromMs <= nowMs || counts.length > 0)
  const isImported = imported.some(({ fromMs, toMs }) => fromMs < stretch.toMs && toMs > stretch.fromMs)
  return {
    startMs: stretch.fromMs,
    aggregation,
    attempts: known && !isImported ? sum(counts, ({ attempts }) => attempts) : null,
    errors: known ? errors : null,
    ...(isImported ? { imported: true as const } : {}),
    byCause,
    ...(withDetails ? { byDetail } : {}),
    ...(Object.keys(byNote).length > 0 ? { byNote } : {}),
  }
}

function rankCauses(counts: readonly BarCount[]): CauseCount[] {
  const details = [...groupBy(counts, ({ reason }) => reason)]
    .sort(([a], [b]) => a - b)
    .flatMap(([reason, ofReason]): (DetailCount & { cause: Cause })[] => {
      const named = causeAndDetail(reason)
      if (named === null) return []
      return [
        {
          ...named,
          errors: sum(ofReason, ({ attempts }) => attempts),
          firstAtMs: Math.min(...ofReason.map(({ firstAtMs }) => firstAtMs)),
          lastAtMs: Math.max(...ofReason.map(({ lastAtMs }) => lastAtMs)),
        },
      ]
    })
  return [...groupBy(details, ({ cause }) => cause)]
    .map(([cause, ofCause]) => ({
      cause,
      errors: sum(ofCause, ({ errors }) => errors),
      details: ofCause.map(({ cause: _, ...detail }) => detail).sort((a, b) => b.errors - a.errors),
    }))
    .sort((a, b) => b.errors - a.errors)
}

/** The future is neither on nor off: nobody knows it. */
function clipAt(off: readonly TimeRange[], nowMs: number): TimeRange[] {
  return off.filter(({ fromMs }) => fromMs < nowMs).map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, nowMs) }))
}

function clipTo(range: TimeRange, stretches: readonly TimeRange[]): TimeRange[] {
  return stretches.map(({ fromMs, toMs }) => ({
    fromMs: Math.max(fromMs, range.fromMs),
    toMs: Math.min(toMs, range.toMs),
  }))
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
