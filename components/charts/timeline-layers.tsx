'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useXAxisScale, useYAxisScale } from 'recharts'
import type { RateStep, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatMinute } from '@/lib/i18n/format-time.ts'
import type { Geometry } from './timeline-geometry.ts'
import { tickText } from './timeline-text.ts'

type LayerProps = { model: TimelineModel; geometry: Geometry }

/** Half a pixel, so that a line of one pixel is one pixel. */
const crisp = (value: number) => Math.round(value) + 0.5

function useX(): (ms: number) => number {
  const scale = useXAxisScale('time')
  return (ms) => scale?.(ms) ?? 0
}

function useY(axis: 'errors' | 'rate'): (value: number) => number {
  const scale = useYAxisScale(axis)
  return (value) => scale?.(value) ?? 0
}

/** Rules of both scales with their numbers, and their titles. */
export function Scales({
  model,
  geometry,
  rateTitle,
  errorTitle,
}: LayerProps & { rateTitle: string; errorTitle: string }) {
  const errors = useY('errors')
  const rate = useY('rate')
  const { left, right, width, rateTop } = geometry
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
      <text x="0" y="12" className="fill-ink-3">
        {errorTitle}
      </text>
      {model.errorAxis.ticks.map((tick) => rule(errors(tick), formatCount(tick), tick === 0))}
      <text x="0" y={rateTop - 14} className="fill-ink-3">
        {rateTitle}
      </text>
      {[0, model.rateTop].map((tick) => rule(rate(tick), String(tick * 100), tick === 0))}
    </g>
  )
}

/** The zone's clock below; a midnight has its date in bold and a rule through both plots. */
export function TimeAxis({ model, geometry }: LayerProps) {
  const x = useX()
  const locale = useLocale()
  const { rateBase, top, left, right, width, small } = geometry
  const filling = model.bars.at(-1)?.state === 'filling' && !small
  const room = width - right - (filling ? 52 : 20)
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

/** Not counted: hatched over both plots by its exact times. Unknown, never zero. */
export function OffTimes({ model, geometry }: LayerProps) {
  const x = useX()
  const { top, base, rateTop, rateBase } = geometry
  return (
    <g>
      {model.off.map(({ fromMs, toMs }) => {
        const from = x(Math.max(fromMs, model.fromMs))
        const to = x(Math.min(toMs, model.toMs))
        if (to <= from) return null
        return [
          [top, base],
          [rateTop, rateBase],
        ].map(([y1 = 0, y2 = 0]) => (
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
export function OffLabels({ model, geometry }: LayerProps) {
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
        <text
          x={Math.min((from + to) / 2, width - right + 8)}
          y={rateBase + 20}
          textAnchor="middle"
          className="fill-ink"
        >
          {label}
        </text>
      ) : null}
    </g>
  )
}

/** The share of failed attempts as steps, broken where nothing is known; dashed while its time still runs. */
export function RateStrip({ model, geometry }: LayerProps) {
  const x = useX()
  const y = useY('rate')
  const { rateBase, rateTop, width, right, small } = geometry
  const line = (run: readonly RateStep[]) =>
    run.map(({ fromMs, toMs, rate }, index) => `${index ? 'L' : 'M'}${x(fromMs)} ${y(rate)}H${x(toMs)}`).join('')
  const { lastRate, rateRuns } = model
  const now = rateRuns.at(-1)?.at(-1)
  return (
    <g className="fill-none">
      {rateRuns.map((run) => {
        const [first] = run
        const last = run.at(-1)
        if (first === undefined || last === undefined) return null
        const known = last.filling ? run.slice(0, -1) : run
        const end = known.at(-1)
        return (
          <g key={first.fromMs}>
            {end ? (
              <>
                <path d={`${line(known)}V${rateBase}H${x(first.fromMs)}Z`} className="fill-ink opacity-7" />
                <path d={line(known)} className="stroke-[1.5] stroke-ink" />
              </>
            ) : null}
            {last.filling ? (
              <path
                d={`M${x(last.fromMs)} ${y(end?.rate ?? last.rate)}V${y(last.rate)}H${x(last.toMs)}`}
                strokeDasharray="3 2"
                className="stroke-[1.5] stroke-ink"
              />
            ) : null}
          </g>
        )
      })}
      {lastRate && now && !small ? (
        <text
          x={Math.min(width - right, x(now.toMs)) + 8}
          y={Math.min(rateBase, Math.max(rateTop + 8, y(now.rate) + 4))}
          className="fill-ink font-semibold"
        >
          {formatRate(lastRate.errors, lastRate.attempts)}
        </text>
      ) : null}
    </g>
  )
}
