import type { TimeRange } from './report-types.ts'

/** A period as statistics need it; `toMs` null: still open. */
export type Period = { fromMs: number; toMs: number | null }

/**
 * Is an attempt that began at `startedAtMs` counted? Only when it is no verification and a period covers its start;
 * decided once, when it is recorded (architecture.md, "Counted is decided once").
 */
export function isCounted(
  attempt: { startedAtMs: number; purpose: 'delivery' | 'redelivery' | 'verification' },
  periods: readonly Period[],
): boolean {
  if (attempt.purpose === 'verification') return false
  const at = attempt.startedAtMs
  return periods.some(({ fromMs, toMs }) => at >= fromMs && (toMs === null || at < toMs))
}

/** The stretches of `range` that no period covers, in order, none of them empty. `periods` may come in any order. */
export function offStretches(range: TimeRange, periods: readonly Period[]): TimeRange[] {
  const off: TimeRange[] = []
  let at = range.fromMs
  for (const period of [...periods].sort((a, b) => a.fromMs - b.fromMs)) {
    const endMs = period.toMs ?? Number.POSITIVE_INFINITY
    if (endMs <= at) continue
    if (period.fromMs >= range.toMs) break
    if (period.fromMs > at) off.push({ fromMs: at, toMs: period.fromMs })
    at = endMs
  }
  if (at < range.toMs) off.push({ fromMs: at, toMs: range.toMs })
  return off
}

/** Was the whole of a stretch aggregated, none of it, or some? `off` as `offStretches` gives it. */
export function aggregationIn(stretch: TimeRange, off: readonly TimeRange[]): 'on' | 'off' | 'partial' {
  let offMs = 0
  for (const { fromMs, toMs } of off) {
    offMs += Math.max(0, Math.min(toMs, stretch.toMs) - Math.max(fromMs, stretch.fromMs))
  }
  if (offMs === 0) return 'on'
  return offMs === stretch.toMs - stretch.fromMs ? 'off' : 'partial'
}
