'use client'

import { ComposedChart, XAxis, YAxis } from 'recharts'
import type { ResponseTimesModel } from '@/lib/charts/prepare-response-times.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { LimitLine, PercentileLines } from './percentile-lines.tsx'
import { Column, Scales, ScaleTitles, TimeAxis } from './timeline-axes.tsx'
import type { Geometry } from './timeline-geometry.ts'
import { Marks } from './timeline-marks.tsx'
import { OffLabels, OffTimes } from './timeline-off.tsx'

export type ResponseTimesTitles = {
  title: string
  desc: string
  successes: string
  failures: string
  filling: string
  limit: string
  beyond: string
}

/** Draws a prepared model with Recharts and decides nothing. The numbers for people who cannot see it are in the table. */
export function ResponseTimesChart({
  model,
  geometry,
  titles,
  active,
}: {
  model: ResponseTimesModel
  geometry: Geometry
  titles: ResponseTimesTitles
  active: number | null
}) {
  const { left, right, top, base, rateTop, rateBase, width, height } = geometry
  const filling = model.bars.findIndex(({ state }) => state === 'filling')
  const layer = { model, geometry }
  const { failureAxis } = model
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
        domain={[0, model.axis.top]}
        allowDataOverflow
        hide
        width={0}
        padding={{ bottom: rateBase - base }}
      />
      <YAxis
        yAxisId="rate"
        domain={[0, failureAxis?.top ?? 1]}
        allowDataOverflow
        hide
        width={0}
        padding={{ top: rateTop - top }}
      />
      {filling >= 0 ? <Column {...layer} index={filling} label={titles.filling} /> : null}
      {active !== null ? <Column {...layer} index={active} /> : null}
      <Scales
        geometry={geometry}
        axis={model.axis}
        rate={failureAxis ? { top: failureAxis.top, labelOf: formatMs } : undefined}
      />
      <OffTimes {...layer} />
      <TimeAxis {...layer} />
      <Marks {...layer} title={titles.successes} />
      <ScaleTitles geometry={geometry} title={titles.successes} strip={failureAxis ? titles.failures : undefined} />
      <LimitLine {...layer} words={titles} />
      <OffLabels {...layer} />
      <PercentileLines geometry={geometry} runs={model.successes} axis="count" />
      {failureAxis ? <PercentileLines geometry={geometry} runs={model.failures} axis="rate" joined={false} /> : null}
    </ComposedChart>
  )
}
