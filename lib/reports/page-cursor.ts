import { TodokuError } from '@/lib/domain/errors.ts'

const MAX_PAGE = 200
const DEFAULT_PAGE = 50

/** How many rows a page has: as many as are wanted (default 50), 1 to `most` (default 200). */
export function pageLength(wanted = DEFAULT_PAGE, most = MAX_PAGE): number {
  return Math.min(Math.max(1, Math.floor(wanted)), most)
}

/** Where a page ends: the key of its last row, not meant to be read by anybody else. */
export function writeCursor(...key: readonly (number | bigint | string)[]): string {
  return Buffer.from(key.join(' ')).toString('base64url')
}

/**
 * The parts of the key, by the groups of `shape`.
 * @throws TodokuError `invalid_request`
 */
export function readCursor(cursor: string, shape: RegExp): string[] {
  const found = shape.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (found === null) throw new TodokuError('invalid_request', 'cursor: is none that this list gave.')
  return found.slice(1)
}

/** The same where the key is one number. @throws TodokuError `invalid_request` */
export function readNumberCursor(cursor: string): number {
  return Number(readCursor(cursor, /^(\d{1,15})$/)[0])
}
