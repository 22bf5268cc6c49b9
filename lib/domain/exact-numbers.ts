/** Strings, so that what looks like a number in them is none, and numbers. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const WHOLE = /^-?\d+$/

/**
 * The first number of a JSON text that would be another one when it is read and written again, and its position, or null:
 * a whole number beyond what a double holds, or one that is too large for it. Fractions are rounded by every reader.
 */
export function inexactNumberIn(json: string): { number: string; at: number } | null {
  for (const { 0: token, index: at } of json.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"')) continue
    const read = Number(token)
    const isExact = WHOLE.test(token) ? token === '-0' || String(read) === token : Number.isFinite(read)
    if (!isExact) return { number: token, at }
  }
  return null
}
