import { createHash } from 'node:crypto'

/** How long a key that was found is believed without looking again, so that a revocation works within it. */
const BELIEVED_MS = 1_000
const MOST_KEYS = 1_000

export type KeyRing<T> = { find(bearer: string): Promise<T | null> }

/**
 * Looks keys up by their SHA-256 and remembers those that were found for a second. What was not found is looked up
 * again each time, so that a key that the command line just made works at once.
 */
export function makeKeyRing<T>(lookUp: (hash: Buffer) => Promise<T | null>, now: () => number): KeyRing<T> {
  const found = new Map<string, { value: T; untilMs: number }>()
  return {
    async find(bearer) {
      const hash = createHash('sha256').update(bearer).digest()
      const name = hash.toString('base64')
      const known = found.get(name)
      if (known && now() < known.untilMs) return known.value
      const value = await lookUp(hash)
      if (found.size >= MOST_KEYS) found.clear()
      if (value === null) found.delete(name)
      else found.set(name, { value, untilMs: now() + BELIEVED_MS })
      return value
    },
  }
}
