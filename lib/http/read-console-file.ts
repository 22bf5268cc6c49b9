import { setImmediate } from 'node:timers/promises'
import { type ConsoleFile, readColumns, readConsoleLines } from '@/lib/domain/line-console-file.ts'
import { readTable, unreadableFile } from './read-table.ts'

/** So many lines are read at once, some milliseconds; then everybody else has a turn. */
const SLICE_LINES = 250

/**
 * The rows of LINE's table in a file as it came.
 * @throws TodokuError `unreadable_file`, `payload_too_large`
 */
export async function readConsoleFile(bytes: Uint8Array): Promise<ConsoleFile> {
  const lines = await readTable(bytes)
  const columns = readColumns(lines)
  if (columns === null) throw unreadableFile('its first line does not name the columns')
  const file: ConsoleFile = { rows: [], unread: [] }
  for (let from = columns.inFirstLine ? 1 : 0; from < lines.length; from += SLICE_LINES) {
    const { rows, unread } = readConsoleLines(lines.slice(from, from + SLICE_LINES), columns)
    file.rows.push(...rows)
    file.unread.push(...unread)
    await setImmediate()
  }
  return file
}
