import type { Series } from '@/lib/charts/stack-series.ts'
import { colourOf, type Paint, paintOf } from './paint.ts'

/** A paint beside the name of what is painted so. */
export function PaintBox({ paint: { fill, edge }, size = 10 }: { paint: Paint; size?: number }) {
  return (
    <svg width={size} height={size} aria-hidden="true" className="flex-none [forced-color-adjust:none]">
      <rect
        x=".75"
        y=".75"
        width={size - 1.5}
        height={size - 1.5}
        rx="1.5"
        strokeWidth="1.5"
        fill={fill}
        stroke={edge ?? fill}
      />
    </svg>
  )
}

/** The paint of one layer of errors. `hollow`: it is hidden in the chart. */
export function PaintSwatch({
  series,
  patterns = false,
  hollow = false,
  size,
}: {
  series: Series
  patterns?: boolean
  hollow?: boolean
  size?: number
}) {
  const paint = hollow ? { fill: 'none', edge: colourOf(series.cause) } : paintOf(series, patterns)
  return <PaintBox paint={paint} size={size} />
}
