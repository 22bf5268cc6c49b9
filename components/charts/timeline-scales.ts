import { useXAxisScale, useYAxisScale } from 'recharts'
import type { TimelineModel } from '@/lib/charts/prepare-error-timeline.ts'
import type { Geometry } from './timeline-geometry.ts'

export type LayerProps = { model: TimelineModel; geometry: Geometry }

/** Half a pixel, so that a line of one pixel is one pixel. */
export const crisp = (value: number) => Math.round(value) + 0.5

/** Inside the chart: where a time is, in pixels. */
export function useX(): (ms: number) => number {
  const scale = useXAxisScale('time')
  return (ms) => scale?.(ms) ?? 0
}

/** Inside the chart: where a count or a rate (a fraction) is, in pixels. */
export function useY(axis: 'errors' | 'rate'): (value: number) => number {
  const scale = useYAxisScale(axis)
  return (value) => scale?.(value) ?? 0
}
