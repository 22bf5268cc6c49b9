import type { ErrorTimeline } from '../domain/statistics/report-types.ts'
import { MINUTE_MS } from '../domain/statistics/zone-days.ts'
import type { Cause } from '../domain/taxonomy.ts'

/** `lasting`: seen within the five minutes before now. */
export type RankedDetail = {
  cause: Cause
  detail: string
  errors: number
  firstAtMs: number
  lastAtMs: number
  lasting: boolean
}

const LASTING_MS = 5 * MINUTE_MS

/** All details of a report, most errors first; among equals, the one seen last first. */
export function rankDetails({ causes }: Pick<ErrorTimeline, 'causes'>, nowMs: number): RankedDetail[] {
  return causes
    .flatMap(({ cause, details }) =>
      details.map((detail) => ({ cause, ...detail, lasting: nowMs - detail.lastAtMs < LASTING_MS })),
    )
    .sort((a, b) => b.errors - a.errors || b.lastAtMs - a.lastAtMs || (a.detail < b.detail ? -1 : 1))
}

export type StatusClass = { statusClass: number; errors: number; codes: { detail: string; errors: number }[] }

/** The status codes of a report by their first digit, most errors first. A detail with Braze's name counts to its status. */
export function statusClasses({ causes }: Pick<ErrorTimeline, 'causes'>): StatusClass[] {
  const classes = new Map<number, StatusClass>()
  for (const { detail, errors } of causes.find(({ cause }) => cause === 'error_status_code')?.details ?? []) {
    const statusClass = Number(detail[0])
    const one = classes.get(statusClass) ?? { statusClass, errors: 0, codes: [] }
    one.errors += errors
    one.codes.push({ detail, errors })
    classes.set(statusClass, one)
  }
  return [...classes.values()].sort((a, b) => b.errors - a.errors)
}
