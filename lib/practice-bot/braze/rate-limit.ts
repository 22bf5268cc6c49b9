import { type BrazeReply, fatal } from './reply.ts'

const CALLS = 2
const WINDOW_MS = 1_000

/** Two calls in each second of the clock; the rest is told when the next begins, as Braze tells it and by Retry-After. */
export function makeRateLimit(now: () => number): () => BrazeReply | null {
  let [windowMs, calls] = [0, 0]
  return () => {
    const startMs = now() - (now() % WINDOW_MS)
    if (startMs !== windowMs) [windowMs, calls] = [startMs, 0]
    calls += 1
    if (calls <= CALLS) return null
    const headers = {
      'retry-after': '1',
      'x-ratelimit-limit': String(CALLS),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String((startMs + WINDOW_MS) / 1000),
    }
    return { ...fatal(429, 'Rate Limited'), headers }
  }
}
