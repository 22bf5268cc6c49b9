/** LINE "may suspend sending" to a bot that fails for long; it says neither when nor for how long: these are ours. */
export const FAILING_FOR_MS = 30 * 60 * 1000
export const FAILURES_IN_A_ROW = 50
export const FIRST_PROBE_MS = 60_000
export const LONGEST_PROBE_MS = 30 * 60 * 1000
/** From so many failures in a row on a channel gets a quarter of its concurrency: bots that time out keep others waiting. */
export const STRUGGLING_AFTER = 20

/** How many of a channel's deliveries may be on the wire, by how they have gone. */
export function concurrencyNow(concurrency: number, failuresInARow: number): number {
  return failuresInARow < STRUGGLING_AFTER ? concurrency : Math.ceil(concurrency / 4)
}

/** How the deliveries of a channel go; times in epoch milliseconds. */
export type Health = {
  /** Start of the first failed attempt since the last one that arrived. */
  failingSinceMs: number | null
  failuresInARow: number
  /** Null: not suspended. */
  suspendedAtMs: number | null
  /** While suspended: from when on one waiting delivery is sent to see whether the bot is back. */
  nextProbeAtMs: number | null
  probes: number
}

export const HEALTHY: Health = {
  failingSinceMs: null,
  failuresInARow: 0,
  suspendedAtMs: null,
  nextProbeAtMs: null,
  probes: 0,
}

/** An attempt of a delivery, as far as it matters here; verifications are none. */
export type Sign = { arrived: boolean; startedAtMs: number; endedAtMs: number }

/** The health after attempts, in the order in which they ended. One arrival makes a channel healthy. */
export function healthAfter(before: Health, signs: readonly Sign[]): Health {
  return [...signs].sort((a, b) => a.endedAtMs - b.endedAtMs).reduce(afterOne, before)
}

function afterOne(before: Health, { arrived, startedAtMs, endedAtMs }: Sign): Health {
  if (arrived) return HEALTHY
  const failingSinceMs = Math.min(before.failingSinceMs ?? startedAtMs, startedAtMs)
  const after = { ...before, failingSinceMs, failuresInARow: before.failuresInARow + 1 }
  if (before.suspendedAtMs === null) {
    const isLong = endedAtMs - failingSinceMs >= FAILING_FOR_MS && after.failuresInARow >= FAILURES_IN_A_ROW
    return isLong ? { ...after, suspendedAtMs: endedAtMs, nextProbeAtMs: endedAtMs + FIRST_PROBE_MS, probes: 0 } : after
  }
  // What was under way when the channel was suspended is no probe.
  if (before.nextProbeAtMs !== null && startedAtMs < before.nextProbeAtMs) return after
  const probes = before.probes + 1
  return { ...after, probes, nextProbeAtMs: endedAtMs + Math.min(FIRST_PROBE_MS * 2 ** probes, LONGEST_PROBE_MS) }
}
