import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Tracked } from '@/components/filters/tracked-params.ts'
import { ViewLink } from '@/components/filters/view-link.tsx'
import { Icon } from '@/components/ui/icon.tsx'

/** What a page is narrowed to beside its filters, each with a way out of it. `note`: where that does not hold. */
export async function TrackedChips({
  send = null,
  campaign,
  without,
  note,
}: Partial<Tracked> & {
  campaign: string | null
  /** The address without one of them. */
  without: (name: keyof Tracked) => string
  note?: ReactNode
}) {
  const t = await getTranslations('sends')
  const chosen = [
    { name: 'send' as const, value: send },
    { name: 'campaign' as const, value: campaign },
  ].filter((one): one is { name: keyof Tracked; value: string } => one.value !== null)
  if (chosen.length === 0) return null
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 text-sm md:mb-4">
      {chosen.map(({ name, value }) => (
        <span
          key={name}
          className="inline-flex min-h-8 max-w-full items-center gap-2 rounded-md border border-line-2 bg-surface py-0.5 pr-1 pl-3"
        >
          <span className="whitespace-nowrap text-ink-2">{t(`only.${name}`)}</span>
          <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{value}</span>
          <ViewLink
            hidden
            href={without(name)}
            aria-label={t(`remove.${name}`, { name: value })}
            className="inline-flex size-6 flex-none items-center justify-center rounded-sm text-ink-2 hover:bg-sunken hover:text-ink"
          >
            <Icon name="x" />
          </ViewLink>
        </span>
      ))}
      {note ? <span className="text-ink-2">{note}</span> : null}
    </div>
  )
}
