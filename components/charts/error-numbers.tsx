'use client'

import { useTranslations } from 'next-intl'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { LayerNumbers } from './layer-numbers.tsx'
import { PaintSwatch } from './paint-swatch.tsx'
import { SeriesName } from './series-name.tsx'

type ErrorNumbersProps = { model: TimelineModel; bar: TimelineBar; patterns: boolean; filtered: boolean }

/** The errors of one bar by cause or detail, and what share of its attempts they are. */
export function ErrorNumbers({ model, bar, patterns, filtered }: ErrorNumbersProps) {
  const t = useTranslations('chart')
  const { counts, errors, attempts } = bar
  if (counts === null || errors === null || attempts === null) return <p className="text-ink-2">{t('offSay')}</p>
  return (
    <LayerNumbers
      layers={model.series.map((series, layer) => ({
        swatch: <PaintSwatch series={series} patterns={patterns} />,
        name: <SeriesName series={series} />,
        count: counts[layer] ?? 0,
      }))}
      sums={[
        { name: t('errors'), value: <b>{formatCount(errors)}</b> },
        { name: t('attempts'), value: formatCount(attempts) },
        { name: filtered ? t('rateShown') : t('rate'), value: formatRate(errors, attempts) },
      ]}
    />
  )
}
