import type { ComponentProps } from 'react'
import { QuietLink } from './quiet-link.tsx'

/** A link in text: underlined, quietly. */
export function TextLink({ className = '', ...rest }: ComponentProps<typeof QuietLink>) {
  return (
    <QuietLink
      {...rest}
      className={`underline decoration-line-2 decoration-1 underline-offset-3 hover:decoration-current ${className}`}
    />
  )
}
