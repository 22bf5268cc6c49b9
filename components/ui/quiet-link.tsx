'use client'

import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

/**
 * A link whose page is loaded ahead only when the pointer is on it. On a page that refreshes itself Next would load the
 * pages of all links in sight again after each refresh: dozens of requests of a table, at rest.
 */
export function QuietLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false)
  return (
    <Link
      {...props}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
    />
  )
}
