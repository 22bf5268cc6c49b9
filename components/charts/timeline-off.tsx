'use client'

import { useTranslations } from 'next-intl'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { formatMinute } from '@/lib/i18n/format-time.ts'
import { crisp, type LayerProps, useX } from './timeline-scales.ts'

type OffProps = LayerProps<ChartFrame & { off: readonly TimeRange[] }>

/** Not counted: hatched over both plots by its exact times. Unknown, never zero. */
export function OffTimes({ model, geometry }: OffProps) {
  const x = useX()
  const { top, base, rateTop, rateBase } = geometry
  return (
    <g>
      {model.off.map(({ fromMs, toMs }) => {
        const from = x(Math.max(fromMs, model.fromMs))
        const to = x(Math.min(toMs, model.toMs))
        if (to <= from) return null
        const strips = rateTop < rateBase ? [[rateTop, rateBase]] : []
        return [[top, base], ...strips].map(([y1 = 0, y2 = 0]) => (
          <g key={`${fromMs} ${y1}`}>
            <rect x={from} y={y1} width={to - from} height={y2 - y1} fill="url(#paint-off)" />
            <path d={`M${crisp(from)} ${y1}V${y2}M${crisp(to)} ${y1}V${y2}`} className="fill-none stroke-line-2" />
          </g>
        ))
      })}
    </g>
  )
}

/** Their labels, over the bars, where there is room. */
export function OffLabels({ model, geometry }: OffProps) {
  const t = useTranslations('chart')
  const x = useX()
  const { top, base } = geometry
  const middle = (top + base) / 2
  return (
    <g>
      {model.off.map(({ fromMs, toMs }) => {
        const from = x(Math.max(fromMs, model.fromMs))
        const to = x(Math.min(toMs, model.toMs))
        if (to - from <= 72) return null
        const centre = (from + to) / 2
        const hours = toMs - fromMs < 86_400_000 && to - from > 112
        const width = hours ? 96 : 68
        return (
          <g key={fromMs}>
            <rect
              x={centre - width / 2}
              y={middle - 20}
              width={width}
              height={hours ? 40 : 24}
              rx="4"
              className="fill-surface"
            />
            <text x={centre} y={middle - 4} textAnchor="middle" className="fill-ink-2 font-semibold">
              {t('off')}
            </text>
            {hours ? (
              <text x={centre} y={middle + 12} textAnchor="middle" className="fill-ink-3">
                {formatMinute(fromMs, model.timezone)}–{formatMinute(toMs, model.timezone)}
              </text>
            ) : null}
          </g>
        )
      })}
    </g>
  )
}
