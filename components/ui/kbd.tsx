import type { ReactNode } from 'react'

/** A key to press. */
export function Kbd({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      className={`inline-grid h-[18px] min-w-[18px] place-items-center rounded-sm border border-line-2 px-1 font-sans text-[11px] leading-none text-ink-3 ${className}`}
    >
      {children}
    </kbd>
  )
}
