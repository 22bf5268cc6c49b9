'use client'

import { useTranslations } from 'next-intl'
import type { TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { crisp, type LayerProps, useX } from './timeline-scales.ts'

/** What was read from a file of LINE's console: a tint, and a label in the strip, where there is no rate. */
export function ImportedTimes({ model, geometry }: LayerProps<TimelineModel>) {
  const t = useTranslations('chart')
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
            {to - from > 60 ? (
              <text x={(from + to) / 2} y={(rateTop + rateBase) / 2 + 4} textAnchor="middle" className="fill-ink-2">
                {t('imported')}
              </text>
            ) : null}
          </g>
        )
      })}
    </g>
  )
}
