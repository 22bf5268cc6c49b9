import { TodokuError } from '@/lib/domain/errors.ts'

export type RateLimit = { take(key: string): void }

const WINDOW_MS = 60_000

/**
 * At most `perMinute` for each key in any 60 s, in memory: the times of what was let through, oldest first.
 * `take` throws TodokuError `rate_limited` with the seconds until the oldest of them is a minute old.
 */
export function makeRateLimit(perMinute: number, now: () => number): RateLimit {
  const taken = new Map<string, number[]>()
  const forget = (atMs: number) => {
    for (const [key, times] of taken) if (atMs - (times.at(-1) ?? 0) >= WINDOW_MS) taken.delete(key)
  }
  return {
    take(key) {
      const atMs = now()
      if (taken.size > 10_000) forget(atMs)
      const times = (taken.get(key) ?? []).filter((time) => atMs - time < WINDOW_MS)
      taken.set(key, times)
      const [oldest] = times
      if (oldest !== undefined && times.length >= perMinute) {
        const retryAfterS = Math.ceil((oldest + WINDOW_MS - atMs) / 1000)
        throw new TodokuError('rate_limited', `At most ${perMinute} a minute. Try again in ${retryAfterS} s.`, {
          retryAfterS,
        })
      }
      times.push(atMs)
    },
  }
}
