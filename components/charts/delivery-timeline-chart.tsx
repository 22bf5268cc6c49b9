'use client'

import { Bar, type BarShapeProps } from 'recharts'
import { DELIVERY_LAYERS, type DeliveryBar, type DeliveryModel } from '@/lib/charts/prepare-delivery-timeline.ts'
import { BarLayer } from './bar-layer.tsx'
import { DELIVERY_PAINT } from './delivery-paint.ts'
import { Scales, ScaleTitles, TimeAxis } from './timeline-axes.tsx'
import { type FrameTitles, type TimelineChartProps, TimelineFrame } from './timeline-frame.tsx'
import { barWidth } from './timeline-geometry.ts'
import { Marks } from './timeline-marks.tsx'

export type DeliveryTitles = FrameTitles & { count: string }

/** Draws a prepared model with Recharts and decides nothing. The numbers for people who cannot see it are in the table. */
export function DeliveryTimelineChart({
  model,
  geometry,
  titles,
  active,
}: TimelineChartProps<DeliveryModel, DeliveryTitles>) {
  const layer = { model, geometry }
  return (
    <TimelineFrame model={model} geometry={geometry} titles={titles} active={active} countTop={model.axis.top}>
      <Scales geometry={geometry} axis={model.axis} />
      <TimeAxis {...layer} />
      <Marks {...layer} title={titles.count} />
      <ScaleTitles geometry={geometry} title={titles.count} />
      {DELIVERY_LAYERS.map((name, index) => (
        <Bar
          key={name}
          xAxisId="time"
          yAxisId="count"
          stackId="count"
          dataKey={(bar: DeliveryBar) => bar.counts?.[index] ?? 0}
          barSize={barWidth(geometry, model.bars.length)}
          isAnimationActive={false}
          shape={(shape: BarShapeProps) => <BarLayer shape={shape} layer={index} paint={DELIVERY_PAINT[name]} />}
        />
      ))}
    </TimelineFrame>
  )
}
