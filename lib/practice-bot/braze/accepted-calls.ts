import { createHash } from 'node:crypto'

/** More different calls than a rehearsal makes; older ones are forgotten then. */
const MAX_DIFFERENT = 200_000

export type AcceptedCalls = {
  add(path: string, body: string): void
  clear(): void
  /** `repeated`: how often a call took effect that had done so before, told by path and body. */
  tell(): { calls: number; different: number; repeated: number }
}

/** Counts what took effect, to prove that every call did exactly once. */
export function makeAcceptedCalls(): AcceptedCalls {
  const seen = new Set<string>()
  let [calls, repeated] = [0, 0]
  return {
    add(path, body) {
      const hash = createHash('sha256').update(`${path}\n${body}`).digest('base64')
      calls += 1
      if (seen.has(hash)) repeated += 1
      else if (seen.size < MAX_DIFFERENT) seen.add(hash)
    },
    clear() {
      seen.clear()
      calls = 0
      repeated = 0
    },
    tell: () => ({ calls, different: seen.size, repeated }),
  }
}
