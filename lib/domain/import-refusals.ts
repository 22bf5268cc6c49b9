import type { ChannelKind } from './channel.ts'
import { TodokuError } from './errors.ts'

/** @throws TodokuError `needs_line_channel`: LINE's console knows no channel of Braze */
export function requireImports(kind: ChannelKind): void {
  if (kind === 'line') return
  throw new TodokuError('needs_line_channel', 'A file of LINE’s console can be imported into a LINE channel only.')
}

export function emptyFile(): TodokuError {
  return new TodokuError(
    'empty_file',
    'The file has no row of the past. Give from and to to say that it had no errors.',
  )
}

export function unreadableFile(why: string): TodokuError {
  return new TodokuError('unreadable_file', `This is no table of webhook errors of LINE’s console: ${why}.`)
}
