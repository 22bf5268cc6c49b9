import { TodokuError } from '@/lib/domain/errors.ts'

export type RateLimit = { take(key: string): void }

/**
 * A token bucket for each key, in memory: `perMinute` at once, refilled evenly.
 * `take` throws TodokuError `rate_limited` with the seconds until the next token.
 */
export function makeRateLimit(perMinute: number, now: () => number): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  const perMs = perMinute / 60_000
  const forget = (atMs: number) => {
    for (const [key, bucket] of buckets) if (atMs - bucket.atMs > 60_000) buckets.delete(key)
  }
  return {
    take(key) {
      const atMs = now()
      if (buckets.size > 10_000) forget(atMs)
      const last = buckets.get(key) ?? { tokens: perMinute, atMs }
      const tokens = Math.min(perMinute, last.tokens + Math.max(0, atMs - last.atMs) * perMs)
      if (tokens < 1) {
        const retryAfterS = Math.ceil((1 - tokens) / perMs / 1000)
        throw new TodokuError('rate_limited', `At most ${perMinute} a minute. Try again in ${retryAfterS} s.`, {
          retryAfterS,
        })
      }
      buckets.set(key, { tokens: tokens - 1, atMs })
    },
  }
}
