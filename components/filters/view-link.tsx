'use client'

import { useQueryStates } from 'nuqs'
import type { ComponentProps } from 'react'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { statisticsAddress, statisticsParams } from './statistics-params.ts'

const { view, patterns, hide } = statisticsParams

/**
 * A link from the statistics to the statistics. The server made its `href` without what the browser shows by itself
 * (`SHOW_ONLY`); that is added here. `hidden`: also which causes are hidden.
 */
export function ViewLink({
  href,
  hidden = false,
  ...rest
}: Omit<ComponentProps<typeof QuietLink>, 'href'> & { href: string; hidden?: boolean }) {
  const [shown] = useQueryStates({ view, patterns, hide })
  return (
    <QuietLink
      {...rest}
      scroll={false}
      href={statisticsAddress(href, hidden ? shown : { ...shown, hide: null }) || '?'}
    />
  )
}
