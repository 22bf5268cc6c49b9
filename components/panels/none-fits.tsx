import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { SetFilter } from './set-filters.ts'

/** There is something, but nothing of it fits: which filters are set, and one press that takes them all away. */
export async function NoneFits({
  title,
  filters,
  clear,
  className,
}: {
  title: string
  filters: readonly SetFilter[]
  /** The same range without any of them. */
  clear: string
  className?: string
}) {
  const t = await getTranslations('filters')
  if (filters.length === 0) {
    return (
      <EmptyState className={className} icon="search" title={title}>
        {t('widen')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className={className}
      icon="search"
      title={title}
      actions={
        <QuietLink href={clear} className={buttonClass()}>
          {t('clear')}
        </QuietLink>
      }
    >
      <ul aria-label={t('set')} className="my-1.5 flex flex-wrap justify-center gap-1.5 text-xs leading-4">
        {filters.map(({ name, value }) => (
          <li key={name} className="rounded-sm border border-line-2 px-1.5 py-0.5">
            {name}: <b className="text-ink [overflow-wrap:anywhere]">{value}</b>
          </li>
        ))}
      </ul>
      {t('widenOrClear')}
    </EmptyState>
  )
}
