'use client'

import { useEffect, useRef } from 'react'
import { buttonClass } from './button.tsx'
import { QuietLink } from './quiet-link.tsx'
import { ROW_LINK } from './row-link.ts'

/** Below a list that shows its first rows: how many of how many, and the ways to more. The focus goes to the first that came. */
export function MoreRows({
  label,
  shown,
  say,
  ways,
}: {
  label: string
  /** How many rows there are now. */
  shown: number
  say: string
  ways: { href: string; words: string }[]
}) {
  const asked = useRef<number | null>(null)
  useEffect(() => {
    if (asked.current === null || shown <= asked.current) return
    document.querySelectorAll<HTMLElement>('[data-row-link]')[asked.current]?.focus({ preventScroll: true })
    asked.current = null
  }, [shown])
  return (
    <nav
      aria-label={label}
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-3 text-sm print:hidden"
    >
      <span role="status">{say}</span>
      <span className="flex gap-2">
        {ways.map(({ href, words }) => (
          <QuietLink
            key={words}
            {...ROW_LINK}
            href={href}
            scroll={false}
            onClick={() => {
              asked.current = shown
            }}
            className={buttonClass()}
          >
            {words}
          </QuietLink>
        ))}
      </span>
    </nav>
  )
}
