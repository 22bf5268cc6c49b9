'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** A panel beside a list: it takes the focus when it shows something else, and comes into view where it is not. */
export function FocusPanel({
  shows,
  label,
  className = '',
  children,
}: {
  shows: string
  label: string
  className?: string
  children: ReactNode
}) {
  const panel = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it shows is what it reacts to
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [shows])
  return (
    <aside ref={panel} tabIndex={-1} aria-label={label} className={className}>
      {children}
    </aside>
  )
}
