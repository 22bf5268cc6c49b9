import { useTranslations } from 'next-intl'
import type { Series } from '@/lib/charts/stack-series.ts'
import { PaintSwatch } from './paint-swatch.tsx'
import { SeriesName } from './series-name.tsx'

/** What the shades stand for while one cause is stacked by its details, and how many of how many are shown. */
export function DetailKey({ series }: { series: readonly Series[] }) {
  const t = useTranslations('chart')
  const named = series.filter(({ kind }) => kind === 'detail').length
  const rest = series.find((one) => one.kind === 'rest')
  return (
    <div className="mx-4 flex flex-wrap items-center gap-x-4 gap-y-1 pt-2 text-ink-2 text-xs md:mx-6">
      {series.map((one) => (
        <span key={one.kind === 'detail' ? one.detail : one.kind} className="inline-flex items-center gap-1.5">
          <PaintSwatch series={one} />
          <SeriesName series={one} />
        </span>
      ))}
      {rest?.kind === 'rest' ? (
        <span className="text-ink-3">{t('detailsShown', { shown: named, all: named + rest.details })}</span>
      ) : null}
    </div>
  )
}
