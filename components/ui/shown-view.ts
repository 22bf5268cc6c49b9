'use client'

import { useEffect } from 'react'

/** What the page shows now: its range, whether that range moves with the clock, and the page of a list. */
export type ShownView = { fromMs: number; toMs: number; isMoving: boolean; cursor?: string | null }

let shown: ShownView | null = null

/** Tells those who copy the page's address what it shows while the page is there. */
export function useShownView({ fromMs, toMs, isMoving, cursor }: ShownView): void {
  useEffect(() => {
    const view = { fromMs, toMs, isMoving, cursor }
    shown = view
    return () => {
      if (shown === view) shown = null
    }
  }, [fromMs, toMs, isMoving, cursor])
}

/**
 * The address of what is shown. `exact`: with the range as it is now, so that tomorrow it shows the same; `moving`: as
 * it is in the address bar.
 */
export function viewAddress(kind: 'exact' | 'moving', href: string, view: ShownView | null = shown): string {
  if (kind === 'moving' || view === null) return href
  const url = new URL(href)
  url.searchParams.delete('range')
  url.searchParams.set('from', new Date(view.fromMs).toISOString())
  url.searchParams.set('to', new Date(view.toMs).toISOString())
  if (view.cursor) url.searchParams.set('cursor', view.cursor)
  return url.href
}

export function doesViewMove(): boolean {
  return shown?.isMoving ?? false
}
