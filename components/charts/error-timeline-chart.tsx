'use client'

import { Bar, type BarShapeProps, ComposedChart, XAxis, YAxis } from 'recharts'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { BarLayer } from './bar-layer.tsx'
import { paintOf } from './paint.ts'
import { Column, Scales, ScaleTitles, TimeAxis } from './timeline-axes.tsx'
import { BeforeLines } from './timeline-before.tsx'
import { barWidth, type Geometry } from './timeline-geometry.ts'
import { ImportedLabels, ImportedTimes } from './timeline-imported.tsx'
import { Marks } from './timeline-marks.tsx'
import { OffLabels, OffTimes } from './timeline-off.tsx'
import { RateStrip } from './timeline-rate.tsx'

/** What is said in the drawing; the rest of its words are dates and numbers. */
export type ChartTitles = { title: string; desc: string; errors: string; rate: string; filling: string }

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
        yAxisId="count"
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
      <Scales geometry={geometry} axis={model.errorAxis} rate={{ top: model.rateTop }} />
      <ImportedTimes {...layer} />
      <OffTimes {...layer} />
      <TimeAxis {...layer} />
      <Marks {...layer} title={titles.errors} />
      <ScaleTitles geometry={geometry} title={titles.errors} strip={titles.rate} />
      {model.series.map((series, index) => {
        const id = series.kind === 'detail' ? series.detail : series.kind === 'rest' ? 'rest' : series.cause
        const paint = paintOf(series, patterns)
        return (
          <Bar
            key={id}
            xAxisId="time"
            yAxisId="count"
            stackId="count"
            dataKey={(bar: TimelineBar) => bar.counts?.[index] ?? 0}
            barSize={barWidth(geometry, model.bars.length)}
            isAnimationActive={false}
            shape={(shape: BarShapeProps) => <BarLayer shape={shape} layer={index} paint={paint} />}
          />
        )
      })}
      <BeforeLines model={model} />
      <OffLabels {...layer} />
      <ImportedLabels {...layer} />
      <RateStrip {...layer} />
    </ComposedChart>
  )
}
