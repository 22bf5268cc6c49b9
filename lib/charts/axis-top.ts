/** The end of a count axis and its ticks from 0: round, whole, and never below the highest bar. */
export function countAxis(highest: number, steps: number): { top: number; ticks: number[] } {
  if (highest === 0) return { top: 10, ticks: [0, 5, 10] }
  const raw = highest / steps
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((k) => k * power).find((k) => k >= raw && Number.isInteger(k)) ?? 10 * power,
  )
  const count = Math.ceil(highest / step)
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) }
}

const RATE_TOPS = [0.01, 0.05, 0.1, 0.25, 0.5, 1]

/** The end of the rate strip, as a fraction: 1, 5, 10, 25, 50 or 100 %. */
export function rateTop(highest: number): number {
  return RATE_TOPS.find((top) => top >= highest) ?? 1
}
