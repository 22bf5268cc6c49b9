import { createHash } from 'node:crypto'

/**
 * Where in a list one is: a cursor carries the name of the filters it belongs to, so that other filters begin at their
 * first page. `filters` is the address without the cursor and what does not change the rows.
 */
export function placeInList(
  filters: string,
  cursor: string | null,
): { cursor: string | undefined; cursorFor: (cursor: string) => string } {
  const key = createHash('sha256').update(filters).digest('base64url').slice(0, 6)
  return {
    cursor: cursor?.startsWith(`${key}.`) ? cursor.slice(key.length + 1) : undefined,
    cursorFor: (next) => `${key}.${next}`,
  }
}
