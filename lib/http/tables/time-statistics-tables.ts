import { type DeliveryStatisticsAnswer, type ResponseTimesAnswer, responseTimesQuery } from '../schemas/statistics.ts'
import { whichTable } from './read-table-query.ts'
import { instant, shareOf, type Table } from './table.ts'

/** Bucket by bucket, oldest first. */
export const DELIVERY_SERIES_TABLE: Table<DeliveryStatisticsAnswer['data']['series'][number]> = {
  id: 'deliveries-over-time',
  columns: {
    start: ({ start }) => instant(start),
    accepted: ({ accepted }) => accepted,
    delivered: ({ delivered }) => delivered,
    redelivered: ({ redelivered }) => redelivered,
    failed: ({ failed }) => failed,
    skipped: ({ skipped }) => skipped,
    pending: ({ pending }) => pending,
    deliveredShare: ({ delivered, accepted }) => shareOf(delivered, accepted),
  },
}

type Times = ResponseTimesAnswer['data']

/** The tables that one answer has; the first is meant where none is named. */
const RESPONSE_TIMES_TABLES = ['series', 'percentiles'] as const

export const responseTimesTablesQuery = responseTimesQuery.extend({ table: whichTable(RESPONSE_TIMES_TABLES) })

/** Bucket by bucket, oldest first, milliseconds. */
export const RESPONSE_TIMES_TABLE: Table<Times['series'][number]> = {
  id: 'response-times',
  columns: {
    start: ({ start }) => instant(start),
    aggregation: ({ aggregation }) => aggregation,
    successes: ({ successes }) => successes?.attempts ?? null,
    successesP50Ms: ({ successes }) => successes?.p50 ?? null,
    successesP95Ms: ({ successes }) => successes?.p95 ?? null,
    successesP99Ms: ({ successes }) => successes?.p99 ?? null,
    failures: ({ failures }) => failures?.attempts ?? null,
    failuresP50Ms: ({ failures }) => failures?.p50 ?? null,
    failuresP95Ms: ({ failures }) => failures?.p95 ?? null,
    failuresP99Ms: ({ failures }) => failures?.p99 ?? null,
  },
}

export type PercentilesRow = Times['successes'] & { of: 'successes' | 'failures' }

/** Of the whole range. */
export function percentileRows({ successes, failures }: Times): PercentilesRow[] {
  return [
    { of: 'successes', ...successes },
    { of: 'failures', ...failures },
  ]
}

export const PERCENTILES_TABLE: Table<PercentilesRow> = {
  id: 'percentiles',
  columns: {
    of: ({ of }) => of,
    attempts: ({ attempts }) => attempts,
    p50Ms: ({ p50 }) => p50,
    p95Ms: ({ p95 }) => p95,
    p99Ms: ({ p99 }) => p99,
  },
}
