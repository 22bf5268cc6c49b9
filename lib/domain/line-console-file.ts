import { reasonOfDetail } from './reasons.ts'
import { LINE_COLUMNS, LINE_OFFSET_MS, type LineColumn } from './statistics/webhook-errors.ts'
import { DAY_MS, HOUR_MS } from './statistics/zone-days.ts'
import { ALL_LABELS, type Cause, causeOfLabel, isCause, type Label } from './taxonomy.ts'

/** A line of a table, counted from 1 as an editor counts. */
export type TableLine = { line: number; cells: readonly string[] }

/** Why a line cannot be read. */
export const LINE_PROBLEMS = ['cells', 'date', 'time', 'span', 'cause', 'detail', 'mismatch', 'count'] as const
export type LineProblem = (typeof LINE_PROBLEMS)[number]

/** Errors of one group of LINE's table; whole seconds, both included. */
export type ConsoleRow = { line: number; startMs: number; endMs: number; reason: number; errors: number }
export type UnreadLine = { line: number; problem: LineProblem; text: string }
export type ConsoleFile = { rows: ConsoleRow[]; unread: UnreadLine[] }

/** A group is said to be of 60 seconds; one that is longer than this is taken for a mistake. */
const LONGEST_MS = HOUR_MS
const MOST_ERRORS = 1_000_000_000
const SHOWN_TEXT = 120

type Places = Record<LineColumn, number>
const COLUMNS = Object.keys(LINE_COLUMNS.ja) as LineColumn[]

/** Where the columns stand; `inFirstLine`: it says so itself and is no row. */
export type TableColumns = { places: Places; inFirstLine: boolean }

/**
 * The columns of LINE's table of errors as its console gives it, in Japanese or English, in any order. Without a header they
 * are taken in LINE's order.
 * @returns null: the first line is neither a header nor a row of it
 */
export function readColumns([first]: readonly TableLine[]): TableColumns | null {
  if (first === undefined) return null
  const places = readHeader(first.cells)
  if (places !== null) return { places, inFirstLine: true }
  return readDate(tidy(first.cells[0] ?? '')) === null ? null : { places: LINE_ORDER, inFirstLine: false }
}

/** Reads rows whatever a spreadsheet made of them since: other forms of dates, full-width digits. Empty lines are left out. */
export function readConsoleLines(lines: readonly TableLine[], { places }: TableColumns): ConsoleFile {
  const file: ConsoleFile = { rows: [], unread: [] }
  for (const { line, cells } of lines) {
    const texts = cells.map(tidy)
    if (texts.every((text) => text === '')) continue
    const row = readRow(texts, places)
    if (typeof row === 'string') file.unread.push({ line, problem: row, text: shortened(texts) })
    else file.rows.push({ line, ...row })
  }
  return file
}

const LINE_ORDER = Object.fromEntries(COLUMNS.map((column, place) => [column, place])) as Places

/** `Cause` is what our own API calls LINE's `Reason`. */
const NAMES = new Map<string, LineColumn>([
  ...COLUMNS.flatMap((column) => [
    [LINE_COLUMNS.ja[column], column] as const,
    [LINE_COLUMNS.en[column].toLowerCase(), column] as const,
  ]),
  ['cause', 'cause'],
])

function readHeader(cells: readonly string[]): Places | null {
  const names = cells.map((cell) => NAMES.get(tidy(cell).toLowerCase()))
  const places = Object.fromEntries(COLUMNS.map((column) => [column, names.indexOf(column)])) as Places
  return Object.values(places).includes(-1) ? null : places
}

/** Full-width characters become narrow ones; the apostrophe is what guards a cell against spreadsheets. */
function tidy(cell: string): string {
  return cell.trim().replace(/^'/, '').normalize('NFKC').trim().replace(/\s+/g, ' ')
}

function shortened(texts: readonly string[]): string {
  const letters = [...texts.join(' | ')]
  return letters.length > SHOWN_TEXT ? `${letters.slice(0, SHOWN_TEXT - 1).join('')}…` : letters.join('')
}

function readRow(texts: readonly string[], places: Places): Omit<ConsoleRow, 'line'> | LineProblem {
  const text = (column: LineColumn) => texts[places[column]] ?? ''
  if (COLUMNS.some((column) => text(column) === '')) return 'cells'
  const dayMs = readDate(text('date'))
  if (dayMs === null) return 'date'
  const [startOfDay, endOfDay] = [readTime(text('start')), readTime(text('end'))]
  if (startOfDay === null || endOfDay === null) return 'time'
  const startMs = dayMs + startOfDay
  // The date is that of the start: a group may go on after midnight.
  const endMs = dayMs + endOfDay + (endOfDay < startOfDay ? DAY_MS : 0)
  if (endMs - startMs > LONGEST_MS) return 'span'
  const reason = readReason(text('cause'), text('detail'))
  if (typeof reason === 'string') return reason
  const errors = readCount(text('errors'))
  return errors === null ? 'count' : { startMs, endMs, reason, errors }
}

const DATE = /^(\d{4}) ?[/.\-年] ?(\d{1,2}) ?[/.\-月] ?(\d{1,2}) ?日?(?: ?\(\S\))?$/

/** When the day began at UTC+9; `2026/11/21`, `2026-11-21`, `2026.11.21`, `2026年11月21日`, `2026/11/21(土)`. */
function readDate(text: string): number | null {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 2000 || year >= 2200) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.getTime() - LINE_OFFSET_MS
}

/** Milliseconds since midnight; a spreadsheet drops the leading 0, and seconds of 0. */
function readTime(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(text)
  const [hour = 99, minute = 99, second = 0] = (found ?? []).slice(1).map((part) => (part ? Number(part) : 0))
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1_000 : null
}

const LABEL_OF = new Map<string, Label>(ALL_LABELS.map((label) => [label.toLowerCase(), label]))

function readReason(causeText: string, detailText: string): number | LineProblem {
  const cause = causeText.toLowerCase().replace(/[ -]/g, '_')
  if (!isCause(cause)) return 'cause'
  const label = LABEL_OF.get(detailText.toLowerCase())
  // `503 Service Unavailable` is 503.
  const [, status] = /^(\d{3})(?!\S)/.exec(detailText) ?? []
  const reason = reasonOfDetail(label ?? status ?? '')
  if (reason === null) return 'detail'
  const belongsTo: Cause | null = label === undefined ? 'error_status_code' : causeOfLabel(label)
  return belongsTo === cause ? reason : 'mismatch'
}

function readCount(text: string): number | null {
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(text)) return null
  const count = Number(text.replaceAll(',', ''))
  return count >= 1 && count <= MOST_ERRORS ? count : null
}
