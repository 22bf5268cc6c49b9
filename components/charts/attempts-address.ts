import { createParser, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { STATUS_CLASSES } from '@/components/filters/attempts-params.ts'
import { classOfDetail } from '@/lib/domain/statistics/error-filter.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'

const instant = createParser({ parse: Date.parse, serialize: (ms: number) => new Date(ms).toISOString() })
const serialize = createSerializer({
  from: instant,
  to: instant,
  cause: parseAsStringLiteral(CAUSES),
  detail: parseAsString,
  status: parseAsStringLiteral(STATUS_CLASSES),
  state: parseAsStringLiteral(['failed']),
  zone: parseAsString,
  send: parseAsString,
  campaign: parseAsString,
})

export type AttemptsFilter = {
  /** Null: also what arrived; absent: what failed. */
  state?: null
  cause: Cause | null
  /** Also a class of statuses, such as "5XX". */
  detail: string | null
  zone: string | null
  send: string | null
  campaign: string | null
}

/** The page of the attempts behind a bar, the failed ones unless it says otherwise, with the filters of the chart that it came from. */
export function attemptsAddress(channelId: string, { fromMs, toMs }: TimeRange, filter: AttemptsFilter): string {
  const path = `/channels/${encodeURIComponent(channelId)}/attempts`
  const { detail } = filter
  const statusClass = detail === null ? null : classOfDetail(detail)
  const narrowed = statusClass === null ? {} : { detail: null, status: STATUS_CLASSES[statusClass - 1] ?? null }
  return serialize(path, { from: fromMs, to: toMs, state: 'failed', ...filter, ...narrowed })
}
