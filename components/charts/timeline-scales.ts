import { useXAxisScale, useYAxisScale } from 'recharts'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import type { Geometry } from './timeline-geometry.ts'

export type LayerProps<Model extends ChartFrame = ChartFrame> = { model: Model; geometry: Geometry }

/** Half a pixel, so that a line of one pixel is one pixel. */
export const crisp = (value: number) => Math.round(value) + 0.5

/** Inside the chart: where a time is, in pixels. */
export function useX(): (ms: number) => number {
  const scale = useXAxisScale('time')
  return (ms) => scale?.(ms) ?? 0
}

/** Inside the chart: where a count or a rate (a fraction) is, in pixels. */
export function useY(axis: 'count' | 'rate'): (value: number) => number {
  const scale = useYAxisScale(axis)
  return (value) => scale?.(value) ?? 0
}
