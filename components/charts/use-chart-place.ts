import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ChartSize } from '@/lib/charts/chart-frame.ts'
import { type Geometry, geometryOf } from './timeline-geometry.ts'

/** The place that is kept for a chart, and what its size comes to; null until it is known. */
export function useChartPlace(strip: number): {
  place: RefObject<HTMLDivElement | null>
  geometry: Geometry | null
} {
  const place = useRef<HTMLDivElement>(null)
  const [geometry, setGeometry] = useState<Geometry | null>(null)
  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setGeometry(geometryOf(Math.floor(width), Math.floor(height), strip))
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [strip])
  return { place, geometry }
}

export function chartSize({ width, small }: Geometry): ChartSize {
  return small
    ? { mostBars: 48, mostTicks: 4, axisSteps: 3 }
    : { mostTicks: Math.max(4, Math.min(12, Math.floor(width / 110))) }
}
