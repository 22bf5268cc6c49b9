import type { Percentile } from '@/lib/charts/prepare-response-times.ts'
import { PERCENTILE_LINE, PERCENTILE_NAME } from './percentile-line.ts'

/** A percentile's name after a piece of its line. */
export function PercentileName({ of }: { of: Percentile }) {
  const { className, dashes } = PERCENTILE_LINE[of]
  return (
    <span className="inline-flex items-center gap-1 md:gap-1.5">
      <svg width="20" height="4" aria-hidden="true" className="flex-none max-md:w-4">
        <line x1="0" x2="20" y1="2" y2="2" strokeDasharray={dashes} className={className} />
      </svg>
      {PERCENTILE_NAME[of]}
    </span>
  )
}
