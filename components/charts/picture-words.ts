import type { ReactNode } from 'react'
import type { ChartFrame, ChartSize } from '@/lib/charts/chart-frame.ts'
import type { Geometry } from './timeline-geometry.ts'

/** What a picture says beside the chart, so that it can be read where the page is not. */
export type PictureWords = {
  /** What the chart shows. */
  title: string
  /** What it is narrowed to; null: to nothing. */
  narrowed: string | null
  legend: { swatch: ReactNode; text: string }[]
}

export type PictureProps<Model extends ChartFrame> = {
  strip: number
  prepare: (size: ChartSize) => Model
  draw: (model: Model, geometry: Geometry, active: number | null) => ReactNode
  words: (model: Model) => PictureWords
}
