import { TodokuError } from '@/lib/domain/errors.ts'

export type RateLimit = { take(key: string): void }

const WINDOWS = {
  minute: { ms: 60_000, name: 'a minute' },
  hour: { ms: 3_600_000, name: 'an hour' },
}

/**
 * At most so many for each key in any minute or hour, in memory: the times of what was let through, oldest first.
 * `take` throws TodokuError `rate_limited` with the seconds until the oldest of them has left the window.
 */
export function makeRateLimit(most: number, now: () => number, per: keyof typeof WINDOWS = 'minute'): RateLimit {
  const window = WINDOWS[per]
  const taken = new Map<string, number[]>()
  const forget = (atMs: number) => {
    for (const [key, times] of taken) if (atMs - (times.at(-1) ?? 0) >= window.ms) taken.delete(key)
  }
  return {
    take(key) {
      const atMs = now()
      if (taken.size > 10_000) forget(atMs)
      const times = (taken.get(key) ?? []).filter((time) => atMs - time < window.ms)
      taken.set(key, times)
      const [oldest] = times
      if (oldest !== undefined && times.length >= most) {
        const retryAfterS = Math.ceil((oldest + window.ms - atMs) / 1000)
        throw new TodokuError('rate_limited', `At most ${most} ${window.name}. Try again in ${retryAfterS} s.`, {
          retryAfterS,
        })
      }
      times.push(atMs)
    },
  }
}
