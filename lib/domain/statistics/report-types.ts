import type { FactsError, PhaseTimes, Protocol } from '../facts.ts'
import type { Mark } from '../mark.ts'
import type { DeliveredNote } from '../outcome.ts'
import type { Cause, Processed, Purpose } from '../taxonomy.ts'

/** Bucket widths that a reader may ask for; minute, hour and day are stored, the others are sums of them. */
export const BUCKET_WIDTHS = ['1m', '5m', '15m', '30m', '1h', '2h', '6h', '1d'] as const
export type BucketWidth = (typeof BUCKET_WIDTHS)[number]

/** Half-open `[fromMs, toMs)`, epoch milliseconds. */
export type TimeRange = { fromMs: number; toMs: number }

export type DetailCount = { detail: string; errors: number; firstAtMs: number; lastAtMs: number }
export type CauseCount = { cause: Cause; errors: number; details: DetailCount[] }

export type TimelineBucket = {
  startMs: number
  aggregation: 'on' | 'off' | 'partial'
  /**
   * Counted attempts, whatever the filters; null where nothing was aggregated, in the future, and where some of it was
   * imported: unknown, not zero.
   */
  attempts: number | null
  /** Errors as filtered; null where nothing was aggregated and in the future. */
  errors: number | null
  /** Some of it was read from a file of LINE's console, which knows errors only. */
  imported?: true
  byCause: Partial<Record<Cause, number>>
  /** Only when one cause is chosen. */
  byDetail?: Record<string, number>
  /** Of the attempts that arrived, those that Braze accepted with a remark; absent where there are none. */
  byNote?: Partial<Record<DeliveredNote, number>>
}

/** The answer of `reports/error-timeline`: http-api.md's `statistics/errors`, times as epoch milliseconds. */
export type ErrorTimeline = TimeRange & {
  bucket: BucketWidth
  timezone: string
  /** Counted attempts in the range, whatever the filters. */
  attempts: number
  /** Errors as filtered. */
  errors: number
  /** Of the errors, those that were imported: they belong to no attempt, so a rate leaves them out. */
  importedErrors: number
  /** Only what occurred, most first. */
  causes: CauseCount[]
  /** The exact stretches of the range in which nothing was aggregated, the future left out. */
  off: TimeRange[]
  /** The stretches of the range that were imported; none of them is off. */
  imported: TimeRange[]
  /** What changed in the range, oldest first. */
  marks: Mark[]
  /** What went wrong with parts of calls that Braze accepted, most first; '' for the rest of many different texts. */
  minorErrors: { message: string; count: number }[]
  series: TimelineBucket[]
  /** Only when a comparison was asked for. */
  previous?: PreviousPeriod
}

/** What a report is compared with: `series` has one bucket for each of the report's, at the same place. */
export type PreviousPeriod = Pick<
  ErrorTimeline,
  'fromMs' | 'toMs' | 'attempts' | 'errors' | 'importedErrors' | 'causes' | 'off' | 'imported' | 'series'
>

/** One attempt as lists show it: http-api.md's shape without request and response. */
export type AttemptSummary = {
  id: string
  channelId: string
  deliveryId: string | null
  webhookEventId: string | null
  sendId: string | null
  campaignId: string | null
  purpose: Purpose
  counted: boolean
  startedAtMs: number
  durationMs: number
  url: string | null
  outcome: {
    state: 'delivered' | 'failed'
    cause: Cause | null
    detail: string | null
    status: number | null
    processed: Processed
    /** Of a delivery that Braze accepted with a remark. */
    note?: DeliveredNote
  }
  error: FactsError | null
  phases: PhaseTimes
  protocol: Protocol | null
  remoteAddress: string | null
  reusedConnection: boolean
  minorErrors: string[]
}
