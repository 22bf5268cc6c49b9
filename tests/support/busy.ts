import type { Facts } from '@/lib/domain/facts.ts'

const SHORTEST_MS = 50
const LONGEST_MS = 100

/** Keeps this thread busy, 50 to 100 ms at a time with a breath in between, until the function it answers is called. */
export function keepBusy(): () => void {
  let isStopped = false
  const work = () => {
    if (isStopped) return
    const untilMs = performance.now() + SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS)
    while (performance.now() < untilMs);
    setImmediate(work)
  }
  setImmediate(work)
  return () => {
    isStopped = true
  }
}

/** By how much an attempt that was not answered in time went over the limit of its request, in milliseconds. */
export function lateBy({ durationMs, error, phases }: Facts, limitMs: number): number {
  if (error?.code !== 'ETIMEDOUT') throw new Error(`it ended otherwise: ${error?.code}`)
  const { dnsMs, tcpMs, tlsMs, sessionMs } = phases
  return durationMs - (dnsMs ?? 0) - (tcpMs ?? 0) - (tlsMs ?? 0) - (sessionMs ?? 0) - limitMs
}
