import type { Cause } from '@/lib/domain/taxonomy.ts'

/** Whole class names, so that Tailwind finds them. */
export const CAUSE_BACKGROUND: Record<Cause, string> = {
  could_not_connect: 'bg-could-not-connect',
  request_timeout: 'bg-request-timeout',
  error_status_code: 'bg-error-status-code',
  unclassified: 'bg-unclassified',
}

/** A cause is a swatch and its name; the swatch alone never stands for it. `hollow`: the cause is hidden. */
export function Swatch({
  cause,
  hollow = false,
  className = '',
}: {
  cause: Cause
  hollow?: boolean
  className?: string
}) {
  return (
    <i
      aria-hidden="true"
      data-cause={cause}
      style={hollow ? { boxShadow: `inset 0 0 0 1.5px var(--${cause})` } : undefined}
      className={`swatch inline-block size-2.5 flex-none rounded-[2px] ${hollow ? '' : CAUSE_BACKGROUND[cause]} ${className}`}
    />
  )
}
