import type { ComponentProps, ReactNode } from 'react'

/**
 * A table of numbers that may scroll sideways and says so. `caption` names it and is read, not seen.
 * Positioned, so that what is only read inside it does not widen the page. Use `<Th>` and `<Td>`; `numeric` cells are right-aligned.
 */
export function DataTable({
  caption,
  head,
  children,
  dense = false,
  className = '',
}: {
  caption: string
  head: ReactNode
  children: ReactNode
  dense?: boolean
  className?: string
}) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className={`scrolls-sideways relative overflow-x-auto focus-visible:-outline-offset-2 ${className}`}
    >
      <table className={`data-table w-full border-collapse text-sm ${dense ? 'data-table-dense' : ''}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

export function Th({ numeric = false, className = '', ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return <th scope="col" {...rest} className={`${numeric ? 'text-right' : 'text-left'} ${className}`} />
}

export function Td({ numeric = false, className = '', ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td {...rest} className={`${numeric ? 'whitespace-nowrap text-right' : ''} ${className}`} />
}
