/**
 * Durations as bins that can be added up: exact below 128 ms, then 64 bins for each doubling, so that a bin's middle is
 * at most 1/128 (0.8 %) away from any duration in it. Whole numbers only, so that SQL computes the same bins.
 */
const EXACT_BELOW = 128
const BINS_A_DOUBLING = 64
/** Durations are stored as 32-bit integers: 24 doublings above 128 ms. */
export const MAX_DURATION_MS = 2 ** 31 - 1

/** The bin of a duration in whole milliseconds, at least 0; longer ones than `MAX_DURATION_MS` go to the last bin. */
export function binOf(durationMs: number): number {
  const duration = Math.min(Math.max(0, Math.floor(durationMs)), MAX_DURATION_MS)
  if (duration < EXACT_BELOW) return duration
  const doublings = 31 - Math.clz32(duration) - 6
  return doublings * BINS_A_DOUBLING + (duration >> doublings)
}

/** The stretch `[fromMs, toMs)` of a bin. */
export function rangeOfBin(bin: number): { fromMs: number; toMs: number } {
  if (bin < EXACT_BELOW) return { fromMs: bin, toMs: bin + 1 }
  const doublings = Math.floor(bin / BINS_A_DOUBLING) - 1
  const mantissa = bin - doublings * BINS_A_DOUBLING
  return { fromMs: mantissa * 2 ** doublings, toMs: (mantissa + 1) * 2 ** doublings }
}

/** The same bins in SQL (SQLite and PostgreSQL), for a column of whole milliseconds. */
export function binSql(column: string): string {
  const steps = Array.from({ length: 24 }, (_, index) => {
    const doublings = index + 1
    return `WHEN ${column} < ${EXACT_BELOW * 2 ** doublings} THEN ${doublings * BINS_A_DOUBLING} + (${column} >> ${doublings})`
  })
  return `CASE WHEN ${column} < ${EXACT_BELOW} THEN ${column} ${steps.join(' ')} END`
}

export type BinCount = { bin: number; attempts: number }

/**
 * The duration that a share `q` (0 to 1) of the attempts does not exceed, by nearest rank, at most 0.8 % off.
 * Null when there are none. Bins of several stretches are merged by adding them up, never by averaging percentiles.
 */
export function percentile(bins: readonly BinCount[], q: number): number | null {
  const counts = new Map<number, number>()
  for (const { bin, attempts } of bins) counts.set(bin, (counts.get(bin) ?? 0) + attempts)
  const total = [...counts.values()].reduce((sum, attempts) => sum + attempts, 0)
  if (total === 0) return null
  let rank = Math.max(1, Math.ceil(q * total))
  for (const [bin, attempts] of [...counts].sort(([a], [b]) => a - b)) {
    rank -= attempts
    if (rank <= 0) {
      const { fromMs, toMs } = rangeOfBin(bin)
      return (fromMs + toMs - 1) / 2
    }
  }
  throw new RangeError(`no percentile ${q}`)
}
