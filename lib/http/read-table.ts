import { CsvError, type Options, parse } from 'csv-parse/sync'
import { TodokuError } from '@/lib/domain/errors.ts'
import { unreadableFile } from '@/lib/domain/import-refusals.ts'
import type { TableLine } from '@/lib/domain/line-console-file.ts'

/** As much of a table as is read; a row of LINE's is about 80 bytes. */
export const MOST_TABLE_BYTES = 4 * 1024 * 1024
export const MOST_TABLE_LINES = 20_000
const MOST_CELL_BYTES = 4_096

/**
 * The lines of a table that a program or a spreadsheet wrote: tabs, or commas where the first line has no tab; cells quoted
 * or not; any end of line; UTF-8, UTF-16 or Shift_JIS. Empty lines are left out.
 * @throws TodokuError `unreadable_file`, `payload_too_large`
 */
export function readTable(bytes: Uint8Array): TableLine[] {
  const text = decode(bytes)
  const [head = ''] = /^\s*[^\r\n]*/.exec(text) ?? []
  const delimiter = head.includes('\t') ? '\t' : ','
  try {
    return linesOf(text, { delimiter })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // A quotation mark that nothing closes: then they are letters.
    return linesOf(text, { delimiter, quote: null })
  }
}

function linesOf(text: string, options: Options): TableLine[] {
  const table: TableLine[] = []
  const keep = (cells: string[], line: number): null => {
    if (table.length > MOST_TABLE_LINES) {
      throw new TodokuError('payload_too_large', `The file has more than ${MOST_TABLE_LINES} rows. Import it in parts.`)
    }
    table.push({ line, cells })
    return null
  }
  parse(text, {
    ...options,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MOST_CELL_BYTES,
    on_record: (cells: string[], { lines }) => keep(cells, lines),
  })
  return table
}

function decode(bytes: Uint8Array): string {
  const [encoding, ...others] = encodingsOf(bytes)
  for (const each of [encoding, ...others]) {
    const text = tryDecode(bytes, each)
    if (text !== null) return text
  }
  throw unreadableFile('it is no text')
}

/** By the mark that it begins with; a spreadsheet writes UTF-16 and, in Japan, Shift_JIS. */
function encodingsOf([first = 0, second = 0]: Uint8Array): [string, ...string[]] {
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  if (second === 0 && first !== 0) return ['utf-16le']
  if (first === 0 && second !== 0) return ['utf-16be']
  return ['utf-8', 'shift_jis']
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
