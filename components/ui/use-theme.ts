'use client'

import { useSyncExternalStore } from 'react'
import { isTheme, THEME_COOKIE, type Theme } from '@/lib/i18n/locales.ts'
import { writeCookie } from './write-cookie.ts'

const listeners = new Set<() => void>()

function chosenTheme(): Theme | null {
  const { theme } = document.documentElement.dataset
  return isTheme(theme) ? theme : null
}

/** Null: the system's. The attribute changes at once; the cookie tells the server. */
export function chooseTheme(theme: Theme | null): void {
  if (theme === null) delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  writeCookie(THEME_COOKIE, theme)
  for (const notify of listeners) notify()
}

/** The theme that the reader chose, wherever they chose it. `initial`: what the server knew. */
export function useTheme(initial: Theme | null): Theme | null {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    chosenTheme,
    () => initial,
  )
}
