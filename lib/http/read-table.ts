import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { CsvError, type Options, parse } from 'csv-parse'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { TableLine } from '@/lib/domain/line-console-file.ts'

/** As much of a table as is read; a row of LINE's is about 80 bytes. */
export const MOST_TABLE_BYTES = 4 * 1024 * 1024
export const MOST_TABLE_LINES = 20_000
/** With what stands between its cells. */
const MOST_LINE_BYTES = 4_096
/** As much is read at once, some milliseconds; then everybody else has a turn. */
const SLICE_BYTES = 16 * 1024

/**
 * The lines of a table that a program or a spreadsheet wrote: tabs, or commas where the first line has no tab; cells quoted
 * or not; any end of line; UTF-8, UTF-16 or Shift_JIS. Empty lines are left out.
 * @throws TodokuError `unreadable_file`, `payload_too_large`
 */
export async function readTable(bytes: Uint8Array): Promise<TableLine[]> {
  const text = decode(bytes)
  const [head = ''] = /^\s*[^\r\n]*/.exec(text) ?? []
  const delimiter = head.includes('\t') ? '\t' : ','
  const lines = await linesOf(text, { delimiter })
  // A quotation mark that nothing closes, which may also look like a line without an end: then they are letters.
  const read = lines ?? (await linesOf(text, { delimiter, quote: null }))
  if (read === null) throw unreadableFile(`it has a line of more than ${MOST_LINE_BYTES} bytes`)
  return read
}

export function unreadableFile(why: string): TodokuError {
  return new TodokuError('unreadable_file', `This is no table of webhook errors of LINE’s console: ${why}.`)
}

/** Null: it cannot be read so. */
async function linesOf(text: string, options: Options): Promise<TableLine[] | null> {
  const table: TableLine[] = []
  const keep = (cells: string[], line: number): null => {
    if (table.length > MOST_TABLE_LINES) {
      throw new TodokuError('payload_too_large', `The file has more than ${MOST_TABLE_LINES} rows. Import it in parts.`)
    }
    table.push({ line, cells })
    return null
  }
  const parser = parse({
    ...options,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MOST_LINE_BYTES,
    on_record: (cells: string[], { lines }) => keep(cells, lines),
  })
  try {
    await pipeline(Readable.from(slicesOf(Buffer.from(text))), parser.resume())
    return table
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

async function* slicesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    await setImmediate()
    yield bytes.subarray(at, at + SLICE_BYTES)
  }
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
