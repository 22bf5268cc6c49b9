'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { isCurrent } from './main-pages.ts'
import { QuietLink } from './quiet-link.tsx'

const LOOKS = {
  nav: {
    base: 'rounded-md px-2.5 py-1.5 text-ink-2 text-sm no-underline hover:bg-sunken hover:text-ink',
    current: 'font-semibold text-ink',
  },
  tab: {
    base: 'mb-[-1px] whitespace-nowrap border-b-2 pt-2 pb-2.5 no-underline focus-visible:-outline-offset-2',
    // On a phone the tabs scroll; they begin where the page's own can be seen.
    current: 'border-ink font-semibold text-ink [scroll-initial-target:nearest]',
  },
} as const

/** A link that knows whether it is the page that one is on. `search`: a query; `also`: a path whose pages belong to it too. */
export function NavLink({
  href,
  search = '',
  also,
  look = 'nav',
  className = '',
  children,
}: {
  href: string
  search?: string
  also?: string
  look?: keyof typeof LOOKS
  className?: string
  children: ReactNode
}) {
  const path = usePathname()
  const current = isCurrent(path, href, also)
  const idle = look === 'tab' ? 'border-transparent text-ink-2 hover:border-line-2 hover:text-ink' : ''
  return (
    <QuietLink
      href={href + search}
      aria-current={current ? 'page' : undefined}
      className={`${LOOKS[look].base} ${current ? LOOKS[look].current : idle} ${className}`}
    >
      {children}
    </QuietLink>
  )
}
