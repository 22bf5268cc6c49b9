'use client'

import { useRouter } from 'next/navigation'
import { useKeptRow } from './use-kept-row.ts'
import { useKeys } from './use-keys.ts'

/** The addresses beside what is open, and the one of the page without it. */
export type OpenedWays = { newer: string | null; older: string | null; closed: string }

const rowLinks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row-link]')]

/** Moves the focus from row to row; from elsewhere to the first one, unless `onlyFromRow`. False when it did nothing. */
function moveFocus(step: -1 | 1, onlyFromRow: boolean): boolean {
  const links = rowLinks()
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? links.indexOf(activeElement) : -1
  if (at < 0 && onlyFromRow) return false
  const next = links[at < 0 ? 0 : at + step]
  if (next === undefined) return at >= 0
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
  return true
}

/**
 * The keys of a list: j, k and the arrows go from row to row, Enter opens (it is a link). While `opened`, j and k open
 * the next one and Esc closes it, with the focus back on its row. A row that is made anew keeps the focus.
 */
export function RowKeys({ opened = null }: { opened?: OpenedWays | null }) {
  const router = useRouter()
  useKeptRow()
  const go = (href: string | null) => {
    if (href !== null) router.replace(href, { scroll: false })
  }
  useKeys({
    ArrowDown: () => moveFocus(1, true),
    ArrowUp: () => moveFocus(-1, true),
    j: () => (opened === null ? moveFocus(1, false) : go(opened.older)),
    k: () => (opened === null ? moveFocus(-1, false) : go(opened.newer)),
    Escape: () => {
      if (opened === null) return false
      rowLinks()
        .find((link) => link.ariaCurrent !== null)
        ?.focus()
      go(opened.closed)
      return true
    },
  })
  return null
}
