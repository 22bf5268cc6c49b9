'use client'

import { Bar, type BarShapeProps, ComposedChart, XAxis, YAxis } from 'recharts'
import { DELIVERY_LAYERS, type DeliveryBar, type DeliveryModel } from '@/lib/charts/prepare-delivery-timeline.ts'
import { BarLayer } from './bar-layer.tsx'
import { DELIVERY_PAINT } from './delivery-paint.ts'
import { Column, Scales, ScaleTitles, TimeAxis } from './timeline-axes.tsx'
import { barWidth, type Geometry } from './timeline-geometry.ts'
import { Marks } from './timeline-marks.tsx'

export type DeliveryTitles = { title: string; desc: string; count: string; filling: string }

/** Draws a prepared model with Recharts and decides nothing. The numbers for people who cannot see it are in the table. */
export function DeliveryTimelineChart({
  model,
  geometry,
  titles,
  active,
}: {
  model: DeliveryModel
  geometry: Geometry
  titles: DeliveryTitles
  active: number | null
}) {
  const { left, right, top, base, width, height } = geometry
  const filling = model.bars.findIndex(({ state }) => state === 'filling')
  const layer = { model, geometry }
  return (
    <ComposedChart
      width={width}
      height={height}
      data={model.bars}
      margin={{ top, right, bottom: height - base, left }}
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
      <YAxis yAxisId="count" domain={[0, model.axis.top]} allowDataOverflow hide width={0} />
      {filling >= 0 ? <Column {...layer} index={filling} label={titles.filling} /> : null}
      {active !== null ? <Column {...layer} index={active} /> : null}
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
    </ComposedChart>
  )
}
