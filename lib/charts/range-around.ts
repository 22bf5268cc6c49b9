import type { TimeRange } from '../domain/statistics/report-types.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/statistics/zone-days.ts'

/** From before `sinceMs` until now, so that what came before can be seen: as long as since, half an hour to six hours. */
export function rangeAround(sinceMs: number, nowMs: number): TimeRange {
  const beforeMs = Math.min(6 * HOUR_MS, Math.max(HOUR_MS / 2, nowMs - sinceMs))
  return {
    fromMs: Math.floor((sinceMs - beforeMs) / MINUTE_MS) * MINUTE_MS,
    toMs: Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS,
  }
}
