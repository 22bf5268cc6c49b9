import Link from 'next/link'
import type { ComponentProps } from 'react'

/** A link in text: underlined, quietly. */
export function TextLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={`underline decoration-line-2 decoration-1 underline-offset-3 hover:decoration-current ${className}`}
    />
  )
}
