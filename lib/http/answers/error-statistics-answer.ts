import type { ErrorTimeline, PreviousPeriod, TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { ErrorStatisticsAnswer } from '../schemas/statistics.ts'
import { markAnswer } from './mark-answer.ts'

type Data = ErrorStatisticsAnswer['data']

/** The report as http-api.md spells it: names without `Ms`, the off stretches as pairs. */
export function errorStatisticsAnswer(timeline: ErrorTimeline): Data {
  const { bucket, timezone, marks, minorErrors, previous } = timeline
  const { series, ...counts } = countsAnswer(timeline)
  return {
    ...counts,
    bucket,
    timezone,
    marks: marks.map(markAnswer),
    minorErrors,
    series,
    ...(previous === undefined ? {} : { previous: countsAnswer(previous) }),
  }
}

function countsAnswer(period: PreviousPeriod): NonNullable<Data['previous']> {
  return {
    from: period.fromMs,
    to: period.toMs,
    attempts: period.attempts,
    errors: period.errors,
    importedErrors: period.importedErrors,
    causes: period.causes.map(({ cause, errors, details }) => ({
      cause,
      errors,
      details: details.map((detail) => ({
        detail: detail.detail,
        errors: detail.errors,
        firstAt: detail.firstAtMs,
        lastAt: detail.lastAtMs,
      })),
    })),
    off: period.off.map(asPair),
    imported: period.imported.map(asPair),
    series: period.series.map(({ startMs, ...bucket }) => ({ start: startMs, ...bucket })),
  }
}

const asPair = ({ fromMs, toMs }: TimeRange): [number, number] => [fromMs, toMs]
