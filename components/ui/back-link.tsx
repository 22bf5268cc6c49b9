import Link from 'next/link'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** Above what belongs to a list: the way back to it. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex min-h-8 items-center gap-0.5 text-ink-2 text-sm no-underline hover:text-ink hover:underline"
    >
      <Icon name="left" />
      {children}
    </Link>
  )
}
