'use client'

import { useTranslations } from 'next-intl'
import type { BarNumbers, TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { LayerNumbers } from './layer-numbers.tsx'
import { PaintSwatch } from './paint-swatch.tsx'
import { SeriesName } from './series-name.tsx'
import { type ChartWords, rateText } from './timeline-text.ts'

type ErrorNumbersProps = { model: TimelineModel; bar: TimelineBar; patterns: boolean; filtered: boolean }

/** The errors of one bar by cause or detail, and what share of its attempts they are; beside them those of the period before. */
export function ErrorNumbers({ model, bar, patterns, filtered }: ErrorNumbersProps) {
  const t = useTranslations('chart')
  const { counts, errors, attempts, before, imported } = bar
  const compared = before === null ? undefined : { heads: heads(t), brief: beforeText(before, t) }
  if (counts === null || errors === null) {
    return (
      <>
        <p className="text-ink-2">{t('offSay')}</p>
        {compared ? <p className="mt-2 text-ink-2">{compared.brief}</p> : null}
      </>
    )
  }
  const rateName = filtered ? t('rateShown') : t('rate')
  return (
    <>
      <LayerNumbers
        compared={compared}
        layers={model.series.map((series, layer) => ({
          swatch: <PaintSwatch series={series} patterns={patterns} />,
          name: <SeriesName series={series} />,
          count: counts[layer] ?? 0,
          before: before?.counts?.[layer] ?? null,
        }))}
        sums={[
          { name: t('errors'), value: <b>{formatCount(errors)}</b>, before: countText(before?.errors) },
          { name: t('attempts'), value: countText(attempts), before: countText(before?.attempts) },
          { name: rateName, value: rateText(errors, attempts), before: rateText(before?.errors, before?.attempts) },
        ]}
      />
      {imported ? <p className="mt-2 text-ink-2 text-xs">{t('importedSay')}</p> : null}
    </>
  )
}

const heads = (t: ChartWords): [string, string] => [t('shown'), t('before')]
const countText = (count: number | null | undefined) => (count == null ? '–' : formatCount(count))

/** `前の期間はエラー 5件、0.23%`: for where there is no room for a column, and for those who hear it. */
export function beforeText({ errors, attempts }: BarNumbers, t: ChartWords): string {
  if (errors === null) return t('beforeOffShort')
  if (attempts === null) return t('beforeImportedShort', { errors })
  return t('beforeShort', { errors, rate: formatRate(errors, attempts) })
}
