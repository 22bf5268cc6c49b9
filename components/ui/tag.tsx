import type { ReactNode } from 'react'

/** A short remark on a row. `live`: it goes on right now. */
export function Tag({
  live = false,
  className = '',
  children,
}: {
  live?: boolean
  className?: string
  children: ReactNode
}) {
  const tone = live ? 'border-current font-semibold text-alert' : 'border-line-2 text-ink-2'
  return (
    <span
      className={`inline-flex min-h-5 items-center gap-1 rounded-sm border px-1.5 text-xs md:whitespace-nowrap ${tone} ${className}`}
    >
      {children}
    </span>
  )
}
