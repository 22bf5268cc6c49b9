'use client'

import type { BarShapeProps } from 'recharts'
import type { FrameBar } from '@/lib/charts/chart-frame.ts'
import { stackSegments } from '@/lib/charts/stack-segments.ts'
import type { Paint } from './paint.ts'

/** One layer of one bar. A bar still filling is dashed: its number is not the last word. */
export function BarLayer({ shape, layer, paint }: { shape: BarShapeProps; layer: number; paint: Paint }) {
  const bar = shape.payload as FrameBar
  const count = bar.counts?.[layer] ?? 0
  if (count === 0 || bar.counts === null) return null
  const below = bar.counts.slice(0, layer).reduce((sum, n) => sum + n, 0)
  const perUnit = Math.abs(shape.height) / count
  const baseline = shape.y + shape.height + below * perUnit
  const segment = stackSegments(bar.counts, perUnit)[layer]
  if (segment === undefined) return null
  const y = baseline - segment.from - segment.height
  const filling = bar.state === 'filling'
  const line = filling || paint.edge !== null ? Math.min(1.5, shape.width / 3, segment.height / 2) : 0
  return (
    <rect
      x={shape.x + line / 2}
      y={y + line / 2}
      width={shape.width - line}
      height={segment.height - line}
      fill={filling && paint.edge === null ? 'var(--surface)' : paint.fill}
      stroke={line > 0 ? (paint.edge ?? paint.fill) : undefined}
      strokeWidth={line}
      strokeDasharray={filling && segment.height > 3 ? '3 2' : undefined}
    />
  )
}
