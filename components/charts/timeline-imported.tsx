'use client'

import { useTranslations } from 'next-intl'
import { textWidth } from '@/lib/charts/place-marks.ts'
import type { TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { crisp, type LayerProps, useX } from './timeline-scales.ts'

/** What was read from a file of LINE's console: a tint over both plots. */
export function ImportedTimes({ model, geometry }: LayerProps<TimelineModel>) {
  const x = useX()
  const { top, base, rateTop, rateBase } = geometry
  return (
    <g>
      {model.imported.map(({ fromMs, toMs }) => {
        const [from, to] = [x(Math.max(fromMs, model.fromMs)), x(Math.min(toMs, model.toMs))]
        if (to <= from) return null
        return (
          <g key={fromMs}>
            <rect x={from} y={top} width={to - from} height={base - top} className="fill-sunken opacity-60" />
            <rect
              x={from}
              y={rateTop}
              width={to - from}
              height={rateBase - rateTop}
              className="fill-sunken opacity-60"
            />
            <path
              d={`M${crisp(from)} ${top}V${base}M${crisp(to)} ${top}V${base}M${crisp(from)} ${rateTop}V${rateBase}M${crisp(to)} ${rateTop}V${rateBase}`}
              strokeDasharray="1 3"
              className="fill-none stroke-control"
            />
          </g>
        )
      })}
    </g>
  )
}

/** Its label, in the strip, where there is no rate; over the rules. */
export function ImportedLabels({ model, geometry: { rateTop, rateBase } }: LayerProps<TimelineModel>) {
  const t = useTranslations('chart')
  const x = useX()
  const width = textWidth(t('imported')) + 12
  const middle = (rateTop + rateBase) / 2
  return (
    <g>
      {model.imported.map(({ fromMs, toMs }) => {
        const [from, to] = [x(Math.max(fromMs, model.fromMs)), x(Math.min(toMs, model.toMs))]
        const centre = (from + to) / 2
        return to - from <= width ? null : (
          <g key={fromMs}>
            <rect x={centre - width / 2} y={middle - 12} width={width} height="24" rx="4" className="fill-surface" />
            <text x={centre} y={middle + 4} textAnchor="middle" className="fill-ink-2">
              {t('imported')}
            </text>
          </g>
        )
      })}
    </g>
  )
}
