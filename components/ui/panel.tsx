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

/** The head of a panel: its title, a quiet note beside it, and tools at the end. */
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
      <h2 className="text-lg">{title}</h2>
      {note ? <span className="text-ink-3 text-sm">{note}</span> : null}
      {children ? <span className="ml-auto flex flex-wrap items-center justify-end gap-2">{children}</span> : null}
    </div>
  )
}
