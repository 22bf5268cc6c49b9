'use client'

import type { ReactNode } from 'react'
import { ComposedChart, XAxis, YAxis } from 'recharts'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import { Column } from './timeline-axes.tsx'
import type { Geometry } from './timeline-geometry.ts'

/** What is said of the drawing as a whole, and below the bar that still fills. */
export type FrameTitles = { title: string; desc: string; filling: string }

/** What a statistic's drawing is given. The numbers for people who cannot see it are in the table. */
export type TimelineChartProps<Model extends ChartFrame, Titles extends FrameTitles> = {
  model: Model
  geometry: Geometry
  titles: Titles
  active: number | null
}

/** The scales of a chart over time, without anything drawn but the bars that are tinted: in it lies what a statistic draws. */
export function TimelineFrame({
  model,
  geometry,
  titles,
  active,
  countTop,
  rateTop,
  children,
}: TimelineChartProps<ChartFrame, FrameTitles> & {
  /** Where the scale of the bars ends. */
  countTop: number
  /** Where that of the strip ends; absent: there is no strip. */
  rateTop?: number
  children: ReactNode
}) {
  const { left, right, top, base, rateTop: stripTop, rateBase, width, height } = geometry
  const filling = model.bars.findIndex(({ state }) => state === 'filling')
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
        domain={[0, countTop]}
        allowDataOverflow
        hide
        width={0}
        padding={{ bottom: rateBase - base }}
      />
      {rateTop === undefined ? null : (
        <YAxis
          yAxisId="rate"
          domain={[0, rateTop]}
          allowDataOverflow
          hide
          width={0}
          padding={{ top: stripTop - top }}
        />
      )}
      {filling >= 0 ? <Column model={model} geometry={geometry} index={filling} label={titles.filling} /> : null}
      {active !== null ? <Column model={model} geometry={geometry} index={active} /> : null}
      {children}
    </ComposedChart>
  )
}
