/** A time limit of our own that never fires early: `setTimeout` alone counts from the loop's cached time. */
export type Deadline = { cancel(): void }

/**
 * Calls `onExpired` once, `limitMs` after `startMs` (`performance.now()`), unless cancelled before. What came while this
 * process was kept from running is read first: timers are asked before sockets, and that would be no fault of the bot's.
 */
export function startDeadline(limitMs: number, onExpired: () => void, startMs = performance.now()): Deadline {
  let timer: NodeJS.Timeout
  let lastLook: NodeJS.Immediate | undefined
  const leftMs = () => startMs + limitMs - performance.now()
  const look = () => {
    lastLook = setImmediate(onExpired)
  }
  const wait = () => {
    timer = setTimeout(() => (leftMs() > 0 ? wait() : look()), Math.max(0, Math.ceil(leftMs())))
  }
  wait()
  return {
    cancel() {
      clearTimeout(timer)
      clearImmediate(lastLook)
    },
  }
}
