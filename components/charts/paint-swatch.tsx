import type { Series } from '@/lib/charts/stack-series.ts'
import { paintOf } from './paint.ts'

/** The paint of one layer beside its name. `hollow`: it is hidden in the chart. */
export function PaintSwatch({
  series,
  patterns = false,
  hollow = false,
  size = 10,
}: {
  series: Series
  patterns?: boolean
  hollow?: boolean
  size?: number
}) {
  const { fill, edge } = paintOf(series, patterns)
  return (
    <svg width={size} height={size} aria-hidden="true" className="flex-none [forced-color-adjust:none]">
      <rect
        x=".75"
        y=".75"
        width={size - 1.5}
        height={size - 1.5}
        rx="1.5"
        strokeWidth="1.5"
        fill={hollow ? 'none' : fill}
        stroke={hollow ? `var(--${series.cause})` : (edge ?? fill)}
      />
    </svg>
  )
}
