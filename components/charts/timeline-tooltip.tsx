'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { PaintSwatch } from './paint-swatch.tsx'
import { SeriesName } from './series-name.tsx'
import type { Geometry } from './timeline-geometry.ts'
import { intervalText } from './timeline-text.ts'

const WIDTH = 264
/** On a phone it stands on the other side, so that the bar that was tapped stays in sight. */
const SMALL_WIDTH = 208
const BESIDE = 16

/** The numbers of one bar, in the order in which its layers lie. `href`: shown where a press does not already lead there. */
export function TimelineTooltip({
  model,
  geometry,
  index,
  patterns,
  filtered,
  href,
}: {
  model: TimelineModel
  geometry: Geometry
  index: number
  patterns: boolean
  filtered: boolean
  href: string | null
}) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const bar = model.bars[index]
  if (bar === undefined) return null
  const { left, right, width, small } = geometry
  const x = left + ((bar.midMs - model.fromMs) / (model.toMs - model.fromMs)) * (width - left - right)
  const beside = x + BESIDE + WIDTH > width ? x - BESIDE - WIDTH : x + BESIDE
  return (
    <div
      style={
        small
          ? { width: SMALL_WIDTH, left: x > width / 2 ? 0 : width - SMALL_WIDTH }
          : { width: WIDTH, left: Math.max(0, beside) }
      }
      className={`absolute top-7 z-3 rounded-md border border-line-2 bg-surface p-3 text-sm shadow-[0_4px_16px_rgb(0_0_0/.12)] ${href ? '' : 'pointer-events-none'}`}
    >
      <p className="mb-2 font-semibold text-xs">
        {intervalText(bar.startMs, bar.endMs, model.timezone, locale)}
        {bar.state === 'filling' || bar.state === 'partial' ? (
          <span className="font-normal text-ink-2"> · {bar.state === 'filling' ? t('filling') : t('offPartly')}</span>
        ) : null}
      </p>
      <Numbers model={model} bar={bar} patterns={patterns} filtered={filtered} />
      {href && bar.errors ? (
        <Link href={href} className="mt-2 inline-flex min-h-8 items-center underline underline-offset-3">
          {t('openAttempts')}
        </Link>
      ) : null}
    </div>
  )
}

type NumbersProps = { model: TimelineModel; bar: TimelineBar; patterns: boolean; filtered: boolean }

function Numbers({ model, bar, patterns, filtered }: NumbersProps) {
  const t = useTranslations('chart')
  const { counts, errors, attempts } = bar
  if (bar.state === 'future') return <p className="text-ink-2">{t('futureSay')}</p>
  if (counts === null || errors === null || attempts === null) return <p className="text-ink-2">{t('offSay')}</p>
  const sums = [
    { name: t('errors'), value: <b>{formatCount(errors)}</b> },
    { name: t('attempts'), value: formatCount(attempts) },
    { name: filtered ? t('rateShown') : t('rate'), value: formatRate(errors, attempts) },
  ]
  return (
    <table className="w-full border-collapse">
      <tbody>
        {model.series
          .map((series, layer) => ({ series, layer, count: counts[layer] ?? 0 }))
          .reverse()
          .map(({ series, layer, count }) => (
            <tr key={layer}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <span className="flex min-w-0 items-center gap-2">
                  <PaintSwatch series={series} patterns={patterns} />
                  <SeriesName series={series} />
                </span>
              </th>
              <td className="py-0.5 pl-2 text-right">{formatCount(count)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        {sums.map(({ name, value }, row) => (
          <tr key={name}>
            <th scope="row" className={`text-left font-normal ${row ? '' : 'border-line border-t pt-1.5'}`}>
              {name}
            </th>
            <td className={`pl-2 text-right ${row ? '' : 'border-line border-t pt-1.5'}`}>{value}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  )
}
