import { stringify } from 'csv-stringify/sync'
import { preferredType } from '../accept.ts'
import type { Answer } from '../envelope.ts'

type Cell = string | number | boolean | null

/** Column names and what each shows of a row. */
export type Columns<Row> = Record<string, (row: Row) => Cell>

/** A cell that a spreadsheet would take for a formula (full-width forms too) gets a leading apostrophe. */
const FORMULA = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/

function guardCell(value: Cell): string {
  const text = value === null ? '' : String(value)
  return typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
}

/** Rows as CSV with a BOM, so that spreadsheets read it as UTF-8; the next page is named in `x-next-cursor`. */
export function csvAnswer<Row>(
  rows: readonly Row[],
  columns: Columns<Row>,
  { filename, nextCursor }: { filename: string; nextCursor: string | null },
): Answer {
  const lines = rows.map((row) => Object.values(columns).map((cell) => guardCell(cell(row))))
  const body = stringify([Object.keys(columns), ...lines], { bom: true, record_delimiter: 'windows' })
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'no-store',
      ...(nextCursor === null ? {} : { 'x-next-cursor': nextCursor }),
    },
    body,
  }
}

/** Whether the caller asks for CSV rather than JSON. */
export function wantsCsv(accept: string | null): boolean {
  return preferredType(accept, ['application/json', 'text/csv']) === 'text/csv'
}
