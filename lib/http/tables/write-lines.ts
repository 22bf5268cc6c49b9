import { stringify } from 'csv-stringify/sync'
import { MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { offsetAt } from '@/lib/domain/statistics/zone-offset.ts'
import type { Cell, Table } from './table.ts'

export const FILE_TYPES = ['csv', 'tsv'] as const
export type FileType = (typeof FILE_TYPES)[number]

/** A cell that a spreadsheet would take for a formula (full-width forms too) gets a leading apostrophe. */
const FORMULA = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/

/** CSV with a BOM, so that spreadsheets read it as UTF-8; TSV for programs: no BOM, one line feed. */
const FORMATS = {
  csv: { bom: true, record_delimiter: 'windows' },
  tsv: { bom: false, record_delimiter: 'unix', delimiter: '\t' },
} as const

/** The first row, which names the columns. */
export function headLine(type: FileType, columns: readonly string[]): string {
  return stringify([columns.map((name) => guard(name))], { ...FORMATS[type], quoted_match: /[\r\n]/ })
}

/** Rows below the first. `zone`: IANA, the clock that times are on. */
export function rowLines<Row>(type: FileType, { columns }: Table<Row>, rows: readonly Row[], zone: string): string {
  const cells = Object.values(columns)
  const lines = rows.map((row) => cells.map((cell) => textOf(cell(row), zone)))
  // A lone line feed within a cell would end the row for a spreadsheet.
  return stringify(lines, { ...FORMATS[type], bom: false, quoted_match: /[\r\n]/ })
}

function textOf(cell: Cell, zone: string): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return isoIn(zone, cell.atMs)
  return typeof cell === 'string' ? guard(cell) : String(cell)
}

function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** ISO 8601 with the zone's offset; in UTC as the API writes it. */
function isoIn(zone: string, atMs: number): string {
  const minutes = Math.trunc(offsetAt(zone, atMs) / MINUTE_MS)
  const wall = new Date(atMs + minutes * MINUTE_MS).toISOString()
  if (zone === 'UTC') return wall
  const two = (part: number) => String(part).padStart(2, '0')
  const away = Math.abs(minutes)
  return `${wall.slice(0, -1)}${minutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`
}
