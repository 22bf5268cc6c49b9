import { stringify } from 'csv-stringify/sync'
import { preferredType } from '../accept.ts'
import type { Answer } from '../envelope.ts'

export type Cell = string | number | boolean | null

/** Column names and what each shows of a row. */
export type Columns<Row> = Record<string, (row: Row) => Cell>

const TSV = 'text/tab-separated-values'

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
  const body = stringify(linesOf(rows, columns), { bom: true, record_delimiter: 'windows' })
  return fileAnswer('text/csv', body, { filename, nextCursor })
}

/** Rows between tabs, for programs and spreadsheets alike: no BOM, and a cell is quoted only where it must be. */
export function tsvAnswer<Row>(
  rows: readonly Row[],
  columns: Columns<Row>,
  file: { filename: string; nextCursor: string | null },
): Answer {
  return fileAnswer(TSV, stringify(linesOf(rows, columns), { delimiter: '\t', record_delimiter: 'unix' }), file)
}

function linesOf<Row>(rows: readonly Row[], columns: Columns<Row>): string[][] {
  return [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => guardCell(cell(row))))]
}

function fileAnswer(
  type: string,
  body: string,
  { filename, nextCursor }: { filename: string; nextCursor: string | null },
): Answer {
  return {
    status: 200,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'no-store',
      ...(nextCursor === null ? {} : { 'x-next-cursor': nextCursor }),
    },
    body,
  }
}

/** Whether the caller asks for TSV rather than JSON. */
export function wantsTsv(accept: string | null): boolean {
  return preferredType(accept, ['application/json', TSV]) === TSV
}

/** Whether the caller asks for CSV rather than JSON. */
export function wantsCsv(accept: string | null): boolean {
  return preferredType(accept, ['application/json', 'text/csv']) === 'text/csv'
}
