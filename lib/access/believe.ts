const MOST = 1_000

/**
 * Looks something up and believes what was found for `forMs`, so that a busy caller costs no query each time. What was
 * not found is looked up again, so that what another process just made is there at once.
 */
export function believe<T>(
  lookUp: (name: string) => Promise<T | null>,
  forMs: number,
  now: () => number,
): (name: string) => Promise<T | null> {
  const found = new Map<string, { value: T; untilMs: number }>()
  return async (name) => {
    const known = found.get(name)
    if (known && now() < known.untilMs) return known.value
    const value = await lookUp(name)
    if (found.size >= MOST) found.clear()
    if (value === null) found.delete(name)
    else found.set(name, { value, untilMs: now() + forMs })
    return value
  }
}
