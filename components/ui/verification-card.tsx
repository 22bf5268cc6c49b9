import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

const LOOK = {
  going: { icon: 'watch', tone: 'text-ink-3' },
  delivered: { icon: 'good', tone: 'text-ok' },
  failed: { icon: 'alert', tone: 'text-alert' },
  broken: { icon: 'off', tone: 'text-ink-2' },
} as const

/** The frame of a verification: how it stands, and below that its steps. The same while it goes on and afterwards. */
export function VerificationCard({
  state,
  title,
  aside,
  children,
}: {
  state: keyof typeof LOOK
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  const { icon, tone } = LOOK[state]
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <header className="flex flex-wrap items-center gap-x-2 border-line border-b px-4 py-2 text-sm">
        <span className={tone}>
          <Icon name={icon} />
        </span>
        <b>{title}</b>
        <span className="text-ink-3 max-md:basis-full max-md:pl-6 md:ml-auto">{aside}</span>
      </header>
      {children}
    </div>
  )
}
