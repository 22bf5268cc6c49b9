'use client'

import { Bar, type BarShapeProps } from 'recharts'
import type { TimelineBar, TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import { BarLayer } from './bar-layer.tsx'
import { paintOf } from './paint.ts'
import { Scales, ScaleTitles, TimeAxis } from './timeline-axes.tsx'
import { BeforeLines } from './timeline-before.tsx'
import { type FrameTitles, type TimelineChartProps, TimelineFrame } from './timeline-frame.tsx'
import { barWidth } from './timeline-geometry.ts'
import { ImportedLabels, ImportedTimes } from './timeline-imported.tsx'
import { Marks } from './timeline-marks.tsx'
import { OffLabels, OffTimes } from './timeline-off.tsx'
import { RateStrip } from './timeline-rate.tsx'

/** What is said in the drawing; the rest of its words are dates and numbers. */
export type ChartTitles = FrameTitles & { errors: string; rate: string }

/** Draws a prepared model with Recharts and decides nothing. The numbers for people who cannot see it are in the table. */
export function ErrorTimelineChart({
  model,
  geometry,
  titles,
  active,
  patterns,
}: TimelineChartProps<TimelineModel, ChartTitles> & { patterns: boolean }) {
  const layer = { model, geometry }
  return (
    <TimelineFrame
      model={model}
      geometry={geometry}
      titles={titles}
      active={active}
      countTop={model.errorAxis.top}
      rateTop={model.rateTop}
    >
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
    </TimelineFrame>
  )
}
