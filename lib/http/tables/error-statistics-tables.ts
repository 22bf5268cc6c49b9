import { DELIVERED_NOTES } from '@/lib/domain/outcome.ts'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'
import { type ErrorStatisticsAnswer, errorStatisticsQuery } from '../schemas/statistics.ts'
import { whichTable } from './read-table-query.ts'
import { type Columns, instant, shareOf, type Table } from './table.ts'

type Data = ErrorStatisticsAnswer['data']
type Bucket = Data['series'][number]
type Detail = Data['causes'][number]['details'][number]

/** The tables that one answer has; the first is meant where none is named. */
const ERROR_TABLES = ['series', 'details', 'statuses', 'minor_errors'] as const

export const errorTablesQuery = errorStatisticsQuery.extend({ table: whichTable(ERROR_TABLES) })

/** Bucket by bucket, oldest first; a column for each cause, and for each detail where one cause is chosen. */
export function errorSeriesTable({ series }: Data): Table<Bucket> {
  const details = [...new Set(series.flatMap(({ byDetail = {} }) => Object.keys(byDetail)))]
  const notes = DELIVERED_NOTES.filter((note) => series.some(({ byNote }) => byNote?.[note]))
  const count = (known: boolean, errors: number | undefined) => (known ? (errors ?? 0) : null)
  const columns: Columns<Bucket> = {
    start: ({ start }) => instant(start),
    aggregation: ({ aggregation }) => aggregation,
    attempts: ({ attempts }) => attempts,
    errors: ({ errors }) => errors,
    rate: ({ attempts, errors }) => shareOf(errors, attempts),
    ...columnsOf(CAUSES, (cause) => (bucket) => count(bucket.errors !== null, bucket.byCause[cause])),
    ...columnsOf(details, (detail) => (bucket) => count(bucket.errors !== null, bucket.byDetail?.[detail])),
    ...columnsOf(notes, (note) => (bucket) => count(bucket.attempts !== null, bucket.byNote?.[note])),
  }
  const imported: Columns<Bucket> = { imported: (bucket) => bucket.imported === true }
  return {
    id: 'errors',
    columns: series.some((bucket) => bucket.imported) ? { ...columns, ...imported } : columns,
  }
}

export type DetailRow = Detail & { cause: Cause; share: number | null }

/** Every detail, most errors first. */
export function detailRows({ causes, errors: all }: Data): DetailRow[] {
  return causes
    .flatMap(({ cause, details }) =>
      details.map((detail) => ({ ...detail, cause, share: shareOf(detail.errors, all) })),
    )
    .sort((a, b) => b.errors - a.errors || b.lastAt - a.lastAt)
}

export const DETAILS_TABLE: Table<DetailRow> = {
  id: 'error-details',
  columns: {
    cause: ({ cause }) => cause,
    detail: ({ detail }) => detail,
    errors: ({ errors }) => errors,
    share: ({ share }) => share,
    firstAt: ({ firstAt }) => instant(firstAt),
    lastAt: ({ lastAt }) => instant(lastAt),
  },
}

export type StatusRow = { statusClass: string; detail: string; errors: number; share: number | null }

/** What was answered instead of 2XX, by class and most errors first. */
export function statusRows({ causes }: Data): StatusRow[] {
  const codes = causes.find(({ cause }) => cause === 'error_status_code')
  return (codes?.details ?? [])
    .map(({ detail, errors }) => {
      return { statusClass: `${detail.charAt(0)}XX`, detail, errors, share: shareOf(errors, codes?.errors ?? null) }
    })
    .sort((a, b) => (a.statusClass < b.statusClass ? 1 : a.statusClass > b.statusClass ? -1 : b.errors - a.errors))
}

export const STATUSES_TABLE: Table<StatusRow> = {
  id: 'status-codes',
  columns: {
    statusClass: ({ statusClass }) => statusClass,
    detail: ({ detail }) => detail,
    errors: ({ errors }) => errors,
    share: ({ share }) => share,
  },
}

export const MINOR_ERRORS_TABLE: Table<Data['minorErrors'][number]> = {
  id: 'minor-errors',
  columns: { message: ({ message }) => message, count: ({ count }) => count },
}

function columnsOf<Name extends string>(
  names: readonly Name[],
  cellOf: (name: Name) => Columns<Bucket>[string],
): Columns<Bucket> {
  return Object.fromEntries(names.map((name) => [name, cellOf(name)]))
}
