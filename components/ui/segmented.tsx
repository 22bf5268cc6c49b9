import type { ComponentProps, ReactNode } from 'react'
import { QuietLink } from './quiet-link.tsx'

const ITEM =
  'relative inline-flex h-[30px] items-center gap-1.5 whitespace-nowrap px-2.5 text-sm text-ink-2 no-underline hover:bg-sunken hover:text-ink focus-visible:z-1 first:rounded-l-[5px] last:rounded-r-[5px] [&+&]:border-l [&+&]:border-line'
const CURRENT = 'bg-sunken font-semibold text-ink shadow-[inset_0_-2px_0_var(--ink)]'

/** A few choices beside each other, of which one holds. */
export function Segmented({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    <fieldset
      aria-label={label}
      className={`inline-flex rounded-md border border-line-2 bg-surface print:hidden ${className}`}
    >
      {children}
    </fieldset>
  )
}

/** A choice that leads to another page. */
export function SegmentedLink({ current, ...rest }: ComponentProps<typeof QuietLink> & { current: boolean }) {
  return (
    <QuietLink {...rest} aria-current={current ? 'page' : undefined} className={`${ITEM} ${current ? CURRENT : ''}`} />
  )
}

/** A choice that changes something on the page. */
export function SegmentedButton({ pressed, ...rest }: ComponentProps<'button'> & { pressed: boolean }) {
  return <button type="button" {...rest} aria-pressed={pressed} className={`${ITEM} ${pressed ? CURRENT : ''}`} />
}
