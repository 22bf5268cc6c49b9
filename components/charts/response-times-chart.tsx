'use client'

import type { ResponseTimesModel } from '@/lib/charts/prepare-response-times.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { LimitLine, PercentileLines } from './percentile-lines.tsx'
import { Scales, ScaleTitles, TimeAxis } from './timeline-axes.tsx'
import { type FrameTitles, type TimelineChartProps, TimelineFrame } from './timeline-frame.tsx'
import { Marks } from './timeline-marks.tsx'
import { OffLabels, OffTimes } from './timeline-off.tsx'

export type ResponseTimesTitles = FrameTitles & { successes: string; failures: string; limit: string; beyond: string }

/** Draws a prepared model with Recharts and decides nothing. The numbers for people who cannot see it are in the table. */
export function ResponseTimesChart({
  model,
  geometry,
  titles,
  active,
}: TimelineChartProps<ResponseTimesModel, ResponseTimesTitles>) {
  const layer = { model, geometry }
  const { failureAxis } = model
  return (
    <TimelineFrame
      model={model}
      geometry={geometry}
      titles={titles}
      active={active}
      countTop={model.axis.top}
      rateTop={failureAxis?.top ?? 1}
    >
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
    </TimelineFrame>
  )
}
