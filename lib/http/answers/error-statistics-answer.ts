import type { ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import type { ErrorStatisticsAnswer } from '../schemas/statistics.ts'
import { markAnswer } from './mark-answer.ts'

/** The report as http-api.md spells it: names without `Ms`, the off stretches as pairs. */
export function errorStatisticsAnswer(timeline: ErrorTimeline): ErrorStatisticsAnswer['data'] {
  return {
    from: timeline.fromMs,
    to: timeline.toMs,
    bucket: timeline.bucket,
    timezone: timeline.timezone,
    attempts: timeline.attempts,
    errors: timeline.errors,
    importedErrors: timeline.importedErrors,
    causes: timeline.causes.map(({ cause, errors, details }) => ({
      cause,
      errors,
      details: details.map((detail) => ({
        detail: detail.detail,
        errors: detail.errors,
        firstAt: detail.firstAtMs,
        lastAt: detail.lastAtMs,
      })),
    })),
    off: timeline.off.map(({ fromMs, toMs }) => [fromMs, toMs]),
    imported: timeline.imported.map(({ fromMs, toMs }) => [fromMs, toMs]),
    marks: timeline.marks.map(markAnswer),
    minorErrors: timeline.minorErrors,
    series: timeline.series.map(({ startMs, ...bucket }) => ({ start: startMs, ...bucket })),
  }
}
