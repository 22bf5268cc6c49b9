import type { Percentile } from '@/lib/charts/prepare-response-times.ts'

/** Ink alone, told apart by dashes and weight: hue means a cause. `undefined`: a line without gaps. */
export const PERCENTILE_LINE: Record<Percentile, { className: string; dashes: string | undefined }> = {
  p50Ms: { className: 'stroke-2 stroke-ink', dashes: undefined },
  p95Ms: { className: 'stroke-[1.5] stroke-ink', dashes: '6 3' },
  p99Ms: { className: 'stroke-[1.5] stroke-ink', dashes: '1.5 2.5' },
}

/** Names that are the same in every language. */
export const PERCENTILE_NAME: Record<Percentile, string> = { p50Ms: 'p50', p95Ms: 'p95', p99Ms: 'p99' }
