import { useEffect, useRef } from 'react'

const rowOf = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof HTMLAnchorElement && target.matches('[data-row-link]') ? target : null

/** Keeps the focus on its row where a refresh of the page made that row anew, as in another group. */
export function useKeptRow(): void {
  const focused = useRef<HTMLAnchorElement | null>(null)
  useEffect(() => {
    const note = ({ target }: Event) => {
      focused.current = rowOf(target)
    }
    document.addEventListener('focusin', note)
    // Pressed beside the rows: the focus is nowhere because the reader wants it so.
    document.addEventListener('pointerdown', note)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [])
  // After each rendering of the page.
  useEffect(() => {
    const gone = focused.current
    if (gone === null || gone.isConnected || document.activeElement !== document.body) return
    const same = [...document.querySelectorAll('[data-row-link]')].find((link) => rowOf(link)?.href === gone.href)
    rowOf(same ?? null)?.focus({ preventScroll: true })
  })
}
