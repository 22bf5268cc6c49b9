'use client'

import { useSyncExternalStore } from 'react'

let paused = false
const listeners = new Set<() => void>()

/** Whether the pages of this tab keep their numbers, and a switch for it: it holds from page to page, until a reload. */
export function usePausedUpdates(): [boolean, (paused: boolean) => void] {
  const value = useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => paused,
    () => false,
  )
  return [value, pauseUpdates]
}

function pauseUpdates(next: boolean): void {
  paused = next
  for (const notify of listeners) notify()
}
