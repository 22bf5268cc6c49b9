'use client'

import { useSyncExternalStore } from 'react'

/** What the frame can open above any page. */
export type FrameDialog = 'palette' | 'shortcuts'

let opened: FrameDialog | null = null
const listeners = new Set<() => void>()

/** Opens one of the frame's dialogs, whoever asks; null closes it. */
export function openDialog(dialog: FrameDialog | null): void {
  opened = dialog
  for (const notify of listeners) notify()
}

export function useOpenedDialog(): FrameDialog | null {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => opened,
    () => null,
  )
}
