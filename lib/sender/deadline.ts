/** A time limit of our own that never fires early: `setTimeout` alone counts from the loop's cached time. */
export type Deadline = { cancel(): void }

/** Calls `onExpired` once, `limitMs` after `startMs` (`performance.now()`), unless cancelled before. */
export function startDeadline(limitMs: number, onExpired: () => void, startMs = performance.now()): Deadline {
  let timer: NodeJS.Timeout
  const arm = () => {
    const leftMs = startMs + limitMs - performance.now()
    if (leftMs <= 0) onExpired()
    else timer = setTimeout(arm, Math.ceil(leftMs))
  }
  timer = setTimeout(arm, limitMs)
  return { cancel: () => clearTimeout(timer) }
}
