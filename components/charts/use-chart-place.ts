import { type RefObject, startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { usePrinting } from '@/components/ui/use-printing.ts'
import type { ChartSize } from '@/lib/charts/chart-frame.ts'
import { type Geometry, geometryOf } from './timeline-geometry.ts'

/** On paper: a page of A4 between its margins and those of the panel. A wider or narrower one scales the drawing. */
const PRINTED = { width: 675, height: 340 }

/** The place that is kept for a chart, and what its size comes to; null until it is known. */
export function useChartPlace(strip: number): {
  place: RefObject<HTMLDivElement | null>
  geometry: Geometry | null
} {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const printing = usePrinting()
  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      // While it is not shown it has no size, and nothing is drawn anew. Drawing is long: what the reader does goes first.
      if (width > 0) startTransition(() => setSize({ width: Math.floor(width), height: Math.floor(height) }))
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  const geometry = useMemo(() => {
    const { width, height } = printing ? PRINTED : (size ?? {})
    return width === undefined || height === undefined ? null : geometryOf(width, height, strip)
  }, [printing, size, strip])
  return { place, geometry }
}

export function chartSize({ width, small }: Geometry): ChartSize {
  return small
    ? { mostBars: 48, mostTicks: 4, axisSteps: 3 }
    : { mostTicks: Math.max(4, Math.min(12, Math.floor(width / 110))) }
}
