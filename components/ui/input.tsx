import type { ComponentProps } from 'react'

/** One line of text. Wrap it in a `<Field>` for its label and its error. */
export function Input({ tall = false, className = '', ...rest }: ComponentProps<'input'> & { tall?: boolean }) {
  return (
    <input
      {...rest}
      className={`w-full min-w-0 rounded-md border border-control bg-surface px-3 placeholder:text-ink-3 placeholder:opacity-100 disabled:text-ink-3 aria-invalid:border-alert aria-invalid:inset-ring aria-invalid:inset-ring-alert ${tall ? 'h-10' : 'h-8'} ${className}`}
    />
  )
}
