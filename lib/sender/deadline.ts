/** A time limit of our own that never fires early: `setTimeout` alone counts from the loop's cached time. */
export type Deadline = { cancel(): void }

/** Calls `onExpired` once, `limitMs` after `startMs` (`performance.now()`), unless cancelled before. */
export function startDeadline(limitMs: number, onExpired: () => void, startMs = performance.now()): Deadline {
  let timer: NodeJS.Timeout
  const leftMs = () => startMs + limitMs - performance.now()
  const wait = () => {
    timer = setTimeout(() => (leftMs() > 0 ? wait() : onExpired()), Math.max(0, Math.ceil(leftMs())))
  }
  wait()
  return { cancel: () => clearTimeout(timer) }
}
