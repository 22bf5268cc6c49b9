import { isWithin } from '@/lib/domain/is-within.ts'

const MOST = 1_000

export type Beliefs<T> = {
  find(name: string): Promise<T | null>
  /** What was found before, also by a look-up that is still under way, is believed no longer. */
  forget(): void
}

/**
 * Looks something up and believes what was found for `forMs`, so that a busy caller costs no query each time. What was
 * not found is looked up again, so that what another process just made is there at once.
 */
export function believe<T>(lookUp: (name: string) => Promise<T | null>, forMs: number, now: () => number): Beliefs<T> {
  let found = new Map<string, { value: T; atMs: number }>()
  return {
    async find(name) {
      const asked = found
      const known = asked.get(name)
      if (known && isWithin(forMs, now() - known.atMs)) return known.value
      const value = await lookUp(name)
      if (asked.size >= MOST) asked.clear()
      if (value === null) asked.delete(name)
      else asked.set(name, { value, atMs: now() })
      return value
    },
    forget() {
      found = new Map()
    },
  }
}
