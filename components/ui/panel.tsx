import type { ReactNode } from 'react'

/** A sheet of surface. Between panels: 16 px, the parent's gap. */
export function Panel({
  id,
  label,
  className = '',
  children,
}: {
  id?: string
  label?: string
  className?: string
  children: ReactNode
}) {
  return (
    <section id={id} aria-label={label} className={`min-w-0 rounded-lg border border-line bg-surface ${className}`}>
      {children}
    </section>
  )
}

/**
 * The head of a panel: its title, a quiet note beside it, and tools at the end. On a phone the note gives way to one or
 * two small tools and goes below the title; more of them have a row of their own.
 */
export function PanelHead({
  title,
  note,
  children,
  className = '',
}: {
  title: ReactNode
  note?: ReactNode
  children?: ReactNode
  className?: string
}) {
  return (
    <div className={`flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-4 md:px-6 ${className}`}>
      <span className="contents max-md:flex max-md:min-w-[calc(100%-88px)] max-md:flex-[1_1_0] max-md:flex-wrap max-md:items-baseline max-md:gap-x-3">
        <h2 className="text-lg">{title}</h2>
        {note ? <span className="text-ink-3 text-sm">{note}</span> : null}
      </span>
      {children ? <span className="ml-auto flex flex-wrap items-center justify-end gap-2">{children}</span> : null}
    </div>
  )
}
