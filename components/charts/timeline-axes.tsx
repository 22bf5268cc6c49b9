'use client'

import { useLocale } from 'next-intl'
import { formatCount } from '@/lib/i18n/format-number.ts'
import { ON_GROUND } from './label-ground.ts'
import type { Geometry } from './timeline-geometry.ts'
import { crisp, type LayerProps, useX, useY } from './timeline-scales.ts'
import { tickText } from './timeline-text.ts'

/** Rules of the scale with their numbers; those of the strip where there is one, a rate unless it says otherwise. */
export function Scales({
  geometry,
  axis,
  rate,
}: {
  geometry: Geometry
  axis: { ticks: readonly number[] }
  rate?: { top: number; labelOf?: (value: number) => string }
}) {
  const count = useY('count')
  const share = useY('rate')
  const { left, right, width } = geometry
  const rule = (y: number, label: string, base: boolean) => (
    <g key={label}>
      <line
        x1={left}
        x2={width - right}
        y1={crisp(y)}
        y2={crisp(y)}
        className={base ? 'stroke-line-2' : 'stroke-line'}
      />
      <text x={left - 8} y={y + 4} textAnchor="end" className="fill-ink-3">
        {label}
      </text>
    </g>
  )
  return (
    <g>
      {axis.ticks.map((tick) => rule(count(tick), formatCount(tick), tick === 0))}
      {rate
        ? [0, rate.top].map((tick) => rule(share(tick), rate.labelOf?.(tick) ?? String(tick * 100), tick === 0))
        : null}
    </g>
  )
}

/** What the scale counts, in the lane above, and the strip's below the bars: over the rules that run through both plots. */
export function ScaleTitles({ geometry, title, strip }: { geometry: Geometry; title: string; strip?: string }) {
  return (
    <g>
      <text x="0" y="12" className="fill-ink-3">
        {title}
      </text>
      {strip === undefined ? null : (
        <text x="0" y={geometry.rateTop - 14} className={`fill-ink-3 ${ON_GROUND}`}>
          {strip}
        </text>
      )}
    </g>
  )
}

/** The zone's clock below; a midnight has its date in bold and a rule through both plots. */
export function TimeAxis({ model, geometry }: LayerProps) {
  const x = useX()
  const locale = useLocale()
  const { rateBase, top, left, right, width, small } = geometry
  const last = model.bars.at(-1)
  const room = last?.state === 'filling' && !small ? columnLabelX(last, x, width - right) - 52 : width - right - 20
  return (
    <g>
      {model.ticks.map((tick) => {
        const at = x(tick.atMs)
        const day = tick.kind === 'day'
        return (
          <g key={tick.atMs}>
            <line
              x1={crisp(at)}
              x2={crisp(at)}
              y1={day ? top - 4 : rateBase}
              y2={rateBase + 6}
              className="stroke-line-2"
            />
            {at >= left - 1 && at < room ? (
              <text
                x={at}
                y={rateBase + 20}
                textAnchor="middle"
                className={day ? 'fill-ink font-semibold' : 'fill-ink-3'}
              >
                {tickText(tick, model.timezone, locale, small)}
              </text>
            ) : null}
          </g>
        )
      })}
    </g>
  )
}

/** In the middle of its bar, and hardly beyond the plot. */
function columnLabelX({ startMs, endMs }: { startMs: number; endMs: number }, x: (ms: number) => number, end: number) {
  return Math.min((x(startMs) + x(endMs)) / 2, end + 8)
}

/** A tint behind one bar: the one still filling, and the one looked at. */
export function Column({ model, geometry, index, label }: LayerProps & { index: number; label?: string }) {
  const x = useX()
  const bar = model.bars[index]
  if (bar === undefined) return null
  const from = x(bar.startMs)
  const to = x(bar.endMs)
  const { top, rateBase, width, right, small } = geometry
  return (
    <g>
      <rect x={from} y={top} width={to - from} height={rateBase - top} className="fill-sunken" />
      {label && !small ? (
        <text x={columnLabelX(bar, x, width - right)} y={rateBase + 20} textAnchor="middle" className="fill-ink">
          {label}
        </text>
      ) : null}
    </g>
  )
}
