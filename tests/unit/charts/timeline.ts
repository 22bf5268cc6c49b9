import type { ErrorTimeline, TimelineBucket } from '@/lib/domain/statistics/report-types.ts'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** 2026-11-21 00:00 in Tokyo. */
export const MIDNIGHT_JST = Date.parse('2026-11-21T00:00:00+09:00')

export type Row = {
  attempts: number | null
  imported?: true
  byDetail?: Record<string, number>
  byCause?: Partial<Record<Cause, number>>
  state?: TimelineBucket['aggregation']
}

/** A report of buckets beside each other; `attempts: null` is a bucket that was off. */
export function timelineOf(
  rows: Row[],
  { fromMs = MIDNIGHT_JST, widthMs = 15 * MINUTE, ...more }: Partial<ErrorTimeline> & { widthMs?: number } = {},
): ErrorTimeline {
  const series = rows.map(({ attempts, byCause = {}, byDetail, state, imported }, index): TimelineBucket => {
    const errors = CAUSES.reduce((sum, cause) => sum + (byCause[cause] ?? 0), 0)
    return {
      startMs: fromMs + index * widthMs,
      aggregation: state ?? (attempts === null && !imported ? 'off' : 'on'),
      attempts,
      errors: attempts === null && !imported ? null : errors,
      ...(imported ? { imported } : {}),
      byCause,
      ...(byDetail ? { byDetail } : {}),
    }
  })
  return {
    fromMs,
    toMs: fromMs + rows.length * widthMs,
    bucket: '15m',
    timezone: 'Asia/Tokyo',
    attempts: series.reduce((sum, { attempts }) => sum + (attempts ?? 0), 0),
    errors: series.reduce((sum, { errors }) => sum + (errors ?? 0), 0),
    importedErrors: 0,
    causes: [],
    off: [],
    imported: [],
    marks: [],
    minorErrors: [],
    series,
    ...more,
  }
}
