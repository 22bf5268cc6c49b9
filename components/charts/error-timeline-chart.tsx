'use client'

import { Bar, type BarShapeProps, ComposedChart, XAxis, YAxis } from 'recharts'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { stackSegments } from '@/lib/charts/stack-segments.ts'
import { type Paint, paintOf } from './paint.ts'
import { Column, Scales, TimeAxis } from './timeline-axes.tsx'
import { barWidth, type Geometry } from './timeline-geometry.ts'
import { OffLabels, OffTimes } from './timeline-off.tsx'
import { RateStrip } from './timeline-rate.tsx'

/** What is said in the drawing; the rest of its words are dates and numbers. */
export type ChartTitles = { title: string; desc: string; errors: string; rate: string; filling: string }

/** One layer of one bar. A bar still filling is dashed: its number is not the last word. */
function Layer({ shape, layer, paint }: { shape: BarShapeProps; layer: number; paint: Paint }) {
  const bar = shape.payload as TimelineBar
  const count = bar.counts?.[layer] ?? 0
  if (count === 0 || bar.counts === null) return null
  const below = bar.counts.slice(0, layer).reduce((sum, n) => sum + n, 0)
  const perUnit = Math.abs(shape.height) / count
  const baseline = shape.y + shape.height + below * perUnit
  const segment = stackSegments(bar.counts, perUnit)[layer]
  if (segment === undefined) return null
  const y = baseline - segment.from - segment.height
  const filling = bar.state === 'filling'
  const line = filling || paint.edge !== null ? Math.min(1.5, shape.width / 3, segment.height / 2) : 0
  return (
    <rect
      x={shape.x + line / 2}
      y={y + line / 2}
      width={shape.width - line}
      height={segment.height - line}
      fill={filling ? 'var(--surface)' : paint.fill}
      stroke={line > 0 ? (paint.edge ?? paint.fill) : undefined}
      strokeWidth={line}
      strokeDasharray={filling && segment.height > 3 ? '3 2' : undefined}
    />
  )
}

/** Draws a prepared model with Recharts and decides nothing. The numbers for people who cannot see it are in the table. */
export function ErrorTimelineChart({
  model,
  geometry,
  titles,
  active,
  patterns,
}: {
  model: TimelineModel
  geometry: Geometry
  titles: ChartTitles
  active: number | null
  patterns: boolean
}) {
  const { left, right, top, base, rateTop, rateBase, width, height } = geometry
  const filling = model.bars.findIndex(({ state }) => state === 'filling')
  const layer = { model, geometry }
  return (
    <ComposedChart
      width={width}
      height={height}
      data={model.bars}
      margin={{ top, right, bottom: height - rateBase, left }}
      title={titles.title}
      desc={titles.desc}
      role="img"
      accessibilityLayer={false}
      className="text-xs select-none [&_svg]:overflow-visible"
    >
      <XAxis
        xAxisId="time"
        type="number"
        dataKey="midMs"
        domain={[model.fromMs, model.toMs]}
        allowDataOverflow
        hide
        height={0}
      />
      <YAxis
        yAxisId="errors"
        domain={[0, model.errorAxis.top]}
        allowDataOverflow
        hide
        width={0}
        padding={{ bottom: rateBase - base }}
      />
      <YAxis
        yAxisId="rate"
        domain={[0, model.rateTop]}
        allowDataOverflow
        hide
        width={0}
        padding={{ top: rateTop - top }}
      />
      {filling >= 0 ? <Column {...layer} index={filling} label={titles.filling} /> : null}
      {active !== null ? <Column {...layer} index={active} /> : null}
      <Scales {...layer} errorTitle={titles.errors} rateTitle={titles.rate} />
      <OffTimes {...layer} />
      <TimeAxis {...layer} />
      {model.series.map((series, index) => {
        const id = series.kind === 'detail' ? series.detail : series.kind === 'rest' ? 'rest' : series.cause
        const paint = paintOf(series, patterns)
        return (
          <Bar
            key={id}
            xAxisId="time"
            yAxisId="errors"
            stackId="errors"
            dataKey={(bar: TimelineBar) => bar.counts?.[index] ?? 0}
            barSize={barWidth(geometry, model.bars.length)}
            isAnimationActive={false}
            shape={(shape: BarShapeProps) => <Layer shape={shape} layer={index} paint={paint} />}
          />
        )
      })}
      <OffLabels {...layer} />
      <RateStrip {...layer} />
    </ComposedChart>
  )
}
