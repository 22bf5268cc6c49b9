'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

type Ways = { newer: string | null; older: string | null; closed: string; open: boolean }

/** Moves the focus from row to row of the list; false when it is not on a row. */
function moveFocus(step: -1 | 1): boolean {
  const links: (Element | null)[] = [...document.querySelectorAll('.attempt-link')]
  const at = links.indexOf(document.activeElement)
  if (at < 0) return false
  const next = links[at + step]
  if (next instanceof HTMLElement) next.focus()
  return true
}

/** Esc closes the panel, j and k open the next one; on a row the arrows move and Enter opens, as in any list. */
export function AttemptKeys({ newer, older, closed, open }: Ways) {
  const router = useRouter()
  useEffect(() => {
    const go = (href: string | null) => {
      if (href !== null) router.replace(href, { scroll: false })
    }
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const { target } = event
      if (target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')) return
      if (document.querySelector('dialog[open], :popover-open')) return
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (moveFocus(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault()
      } else if (open && event.key === 'Escape') go(closed)
      else if (open && event.key === 'j') go(older)
      else if (open && event.key === 'k') go(newer)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [newer, older, closed, open, router])
  return null
}
