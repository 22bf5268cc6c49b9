import type { Percentile } from '@/lib/charts/prepare-response-times.ts'
import { PERCENTILE_LINE, PERCENTILE_NAME } from './percentile-line.ts'

/** A percentile's name after a piece of its line. */
export function PercentileName({ of }: { of: Percentile }) {
  return (
    <span className="inline-flex items-center gap-1 md:gap-1.5">
      <svg width="20" height="4" aria-hidden="true" className="flex-none max-md:w-4">
        <PercentileLine of={of} y={2} width={20} />
      </svg>
      {PERCENTILE_NAME[of]}
    </span>
  )
}

/** A piece of its line, inside a drawing. */
export function PercentileLine({ of, y, width }: { of: Percentile; y: number; width: number }) {
  const { className, dashes } = PERCENTILE_LINE[of]
  return <line x1="0" x2={width} y1={y} y2={y} strokeDasharray={dashes} className={className} />
}
