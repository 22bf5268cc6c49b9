const GROUPED = new Intl.NumberFormat('en-US')

/** Half-width figures with commas, in both languages. */
export function formatCount(count: number): string {
  return GROUPED.format(count)
}

/**
 * A rate of errors: two decimals under 10 %, one above; never "0%" with an error, never "100%" unless all failed.
 * 0 of 0 is "–": nothing is known.
 */
export function formatRate(errors: number, attempts: number): string {
  if (attempts === 0) return '–'
  if (errors === 0) return '0%'
  if (errors === attempts) return '100%'
  const percent = (100 * errors) / attempts
  if (percent < 0.01) return '<0.01%'
  // 9.999 rounds to 10.00, which is not under 10 any more.
  return percent < 9.995 ? `${percent.toFixed(2)}%` : `${Math.min(99.9, percent).toFixed(1)}%`
}

/** A share of a whole, with one decimal, under the same promise. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–'
  if (part === 0) return '0%'
  if (part === whole) return '100%'
  const percent = (100 * part) / whole
  return percent < 0.1 ? '<0.1%' : `${Math.min(99.9, percent).toFixed(1)}%`
}

/** Milliseconds: one decimal under 10, whole above; what took some time never reads as none. */
export function formatMs(ms: number): string {
  if (ms > 0 && ms < 0.1) return '<0.1'
  return ms < 10 && !Number.isInteger(ms) ? ms.toFixed(1) : formatCount(Math.round(ms))
}
