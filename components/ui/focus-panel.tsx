'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** Narrower than the `xl` breakpoint of app/globals.css, panel and list stand above each other. */
const STACKED = '(width < 1181px)'

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
    if (matchMedia(STACKED).matches) panel.current?.scrollIntoView({ block: 'start' })
  }, [shows])
  return (
    <aside ref={panel} tabIndex={-1} aria-label={label} className={className}>
      {children}
    </aside>
  )
}
