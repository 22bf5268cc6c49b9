/** The same numbers in [0, 1) for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How many of `attempts` fail when each does with the chance `share`. */
export function failuresAmong(attempts: number, share: number, roll: () => number): number {
  let failures = 0
  for (let index = 0; index < attempts; index += 1) if (roll() < share) failures += 1
  return failures
}
