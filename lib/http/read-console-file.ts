import { unreadableFile } from '@/lib/domain/import-refusals.ts'
import { type ConsoleFile, readConsoleFile as readLines } from '@/lib/domain/line-console-file.ts'
import { readTable } from './read-table.ts'

/**
 * The rows of LINE's table in a file as it came.
 * @throws TodokuError `unreadable_file`, `payload_too_large`
 */
export function readConsoleFile(bytes: Uint8Array): ConsoleFile {
  const file = readLines(readTable(bytes))
  if (file === null) throw unreadableFile('its first line does not name the columns')
  return file
}
