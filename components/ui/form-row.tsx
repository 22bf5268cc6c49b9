import type { ReactNode } from 'react'

/** A section of a page of settings: what it is about on the left, its controls on the right. `id`: it can be led to. */
export function FormRow({
  id,
  title,
  say,
  children,
}: {
  id?: string
  title: string
  say?: ReactNode
  children: ReactNode
}) {
  return (
    <section
      id={id}
      className="grid items-start gap-x-8 gap-y-3 p-4 md:grid-cols-[280px_minmax(0,1fr)] md:p-6 [&+&]:border-line [&+&]:border-t"
    >
      <div>
        <h2>{title}</h2>
        {say ? <p className="mt-1 text-ink-2 text-sm">{say}</p> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
