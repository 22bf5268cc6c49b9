import { useTranslations } from 'next-intl'
import type { Series } from '@/lib/charts/stack-series.ts'

/** Causes and details stay as LINE writes them, in every language. */
export function SeriesName({ series }: { series: Series }) {
  const t = useTranslations('chart')
  switch (series.kind) {
    case 'cause':
      return <span lang="en">{series.cause}</span>
    case 'detail':
      return <span lang="en">{series.detail}</span>
    case 'rest':
      return <span>{t('rest', { count: series.details })}</span>
    default:
      return series satisfies never
  }
}

/** The same as a text. */
export function useSeriesName(): (series: Series) => string {
  const t = useTranslations('chart')
  return (series) =>
    series.kind === 'rest'
      ? t('rest', { count: series.details })
      : series.kind === 'detail'
        ? series.detail
        : series.cause
}
