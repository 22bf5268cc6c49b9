'use client'

import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { NavLink } from '@/components/ui/nav-link.tsx'
import { type ChannelPage, carriedSearch } from './carry-view.ts'

/** One of the pages of a channel, in the range and by the filters that are shown now as far as it has them. */
export function ChannelTab({ base, page, children }: { base: string; page: ChannelPage; children: ReactNode }) {
  const search = carriedSearch(page, useSearchParams())
  return (
    <NavLink look="tab" href={`${base}/${page}`} search={search} also={`${base}/${page}/`}>
      {children}
    </NavLink>
  )
}
