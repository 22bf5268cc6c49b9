import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

const TONES = { none: 'text-ink-3', ok: 'text-ok', alert: 'text-alert' } as const

/** What a place says when it has nothing to show: what happened, since when, what to do. Keeps its place and height. */
export function EmptyState({
  icon,
  tone = 'none',
  title,
  children,
  actions,
  className = '',
}: {
  icon?: IconName
  tone?: keyof typeof TONES
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  className?: string
}) {
  return (
    <div className={`grid place-content-center justify-items-center gap-1 px-6 py-8 text-center ${className}`}>
      {icon ? (
        <span className={`mb-1 ${TONES[tone]}`}>
          <Icon name={icon} className="size-5" />
        </span>
      ) : null}
      <h2 className="text-balance">{title}</h2>
      {children ? (
        <div className="max-w-[44ch] text-balance text-ink-2 text-sm leading-[22px] [word-break:auto-phrase]">
          {children}
        </div>
      ) : null}
      {actions ? <div className="mt-4 flex flex-wrap items-center justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
