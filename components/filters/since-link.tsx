'use client'

import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { TextLink } from '@/components/ui/text-link.tsx'
import { carriedSearch, ONSET_ANCHOR } from './carry-view.ts'

/** To where the statistics say since when it fails and how that was found, in the range that is shown now. */
export function SinceLink({ channelId, children }: { channelId: string; children: ReactNode }) {
  const search = carriedSearch('statistics', useSearchParams())
  return <TextLink href={`/channels/${channelId}/statistics${search}#${ONSET_ANCHOR}`}>{children}</TextLink>
}
