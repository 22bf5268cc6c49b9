import type { ComponentProps, ReactNode } from 'react'

const BASE =
  'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md border text-sm no-underline transition-colors disabled:cursor-not-allowed print:hidden'

const LOOKS = {
  default:
    'border-line-2 bg-surface text-ink enabled:hover:bg-sunken disabled:bg-transparent disabled:text-ink-3 aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:inset-ring aria-pressed:inset-ring-ink [a&]:hover:bg-sunken',
  primary:
    'border-ink bg-ink font-semibold text-on-ink hover:border-ink-2 hover:bg-ink-2 disabled:border-line-2 disabled:bg-transparent disabled:text-ink-3',
  quiet:
    'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink disabled:bg-transparent disabled:text-ink-3',
  danger: 'border-line-2 bg-surface text-alert hover:bg-sunken disabled:bg-transparent disabled:text-ink-3',
} as const

const SIZES = {
  sm: 'h-7 px-2.5',
  md: 'h-8 px-3',
  lg: 'h-10 px-4 text-base',
  square: 'size-8',
  'square-sm': 'size-6',
} as const

export type ButtonLook = keyof typeof LOOKS
export type ButtonSize = keyof typeof SIZES

/** The classes of a button, for a link that looks like one. */
export function buttonClass(look: ButtonLook = 'default', size: ButtonSize = 'md', more = ''): string {
  return `${BASE} ${LOOKS[look]} ${SIZES[size]} ${more}`
}

/**
 * A button is a verb. `pending` keeps the focus and its width, says so to assistive technology and ignores presses.
 */
export function Button({
  look = 'default',
  size = 'md',
  pending = false,
  className = '',
  type = 'button',
  onClick,
  children,
  ...rest
}: ComponentProps<'button'> & { look?: ButtonLook; size?: ButtonSize; pending?: boolean; children?: ReactNode }) {
  return (
    <button
      {...rest}
      type={pending ? 'button' : type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : onClick}
      className={buttonClass(look, size, `${pending ? 'opacity-60' : ''} ${className}`)}
    >
      {children}
    </button>
  )
}
