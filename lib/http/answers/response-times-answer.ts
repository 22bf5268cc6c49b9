import type { Percentiles, ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import type { ResponseTimesAnswer } from '../schemas/statistics.ts'
import { markAnswer } from './mark-answer.ts'

/** The report with names as http-api.md spells them. */
export function responseTimesAnswer(times: ResponseTimes): ResponseTimesAnswer['data'] {
  const { aboveMs, attempts, of } = times.nearLimit
  return {
    from: times.fromMs,
    to: times.toMs,
    bucket: times.bucket,
    timezone: times.timezone,
    timeLimitMs: times.timeLimitMs,
    successes: percentilesAnswer(times.successes),
    failures: percentilesAnswer(times.failures),
    nearLimit: { aboveMs, attempts, of, share: of === 0 ? null : attempts / of },
    off: times.off.map(({ fromMs, toMs }): [number, number] => [fromMs, toMs]),
    marks: times.marks.map(markAnswer),
    series: times.series.map(({ startMs, aggregation, successes, failures }) => ({
      start: startMs,
      aggregation,
      successes: successes && percentilesAnswer(successes),
      failures: failures && percentilesAnswer(failures),
    })),
  }
}

function percentilesAnswer({ attempts, p50Ms, p95Ms, p99Ms }: Percentiles) {
  return { attempts, p50: p50Ms, p95: p95Ms, p99: p99Ms }
}
