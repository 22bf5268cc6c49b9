import { causeAndDetail, isFailure, reasonOfDetail, statusOfReason } from '../reasons.ts'
import { type Cause, isCause } from '../taxonomy.ts'

/** Which failures a reader asked for; empty lists mean all. `statusClass`: 5 for 5xx; absent or null, any. */
export type ErrorFilter = { causes: readonly Cause[]; reasons: readonly number[]; statusClass?: number | null }

/**
 * Reads causes and details as a reader gives them (`"503"`, `"Request timeout"`).
 * Null when one of them names nothing.
 */
export function readErrorFilter(causes: readonly string[], details: readonly string[]): ErrorFilter | null {
  const reasons = details.map(reasonOfDetail)
  if (!causes.every(isCause)) return null
  const known = reasons.filter((reason) => reason !== null)
  return known.length === reasons.length ? { causes, reasons: known } : null
}

/** Is it a failure, and one that the filter lets through? Cause, detail and class of status must all fit. */
export function letsThrough(filter: ErrorFilter, reason: number): boolean {
  if (!isFailure(reason)) return false
  if (filter.reasons.length > 0 && !filter.reasons.includes(reason)) return false
  if (filter.statusClass != null && classOf(reason) !== filter.statusClass) return false
  const cause = causeAndDetail(reason)?.cause
  return filter.causes.length === 0 || (cause !== undefined && filter.causes.includes(cause))
}

/** The class that a reader names like a detail: 5 of "5XX". Null for anything else; what arrived is no error. */
export function classOfDetail(detail: string): number | null {
  const [, named] = /^([1345])XX$/.exec(detail) ?? []
  return named === undefined ? null : Number(named)
}

function classOf(reason: number): number | null {
  const status = statusOfReason(reason)
  return status === null ? null : Math.floor(status / 100)
}

/** The one cause that the filter leaves, named itself, by its details or its class; null when several are left. */
export function onlyCause(filter: ErrorFilter): Cause | null {
  if (filter.statusClass != null) return 'error_status_code'
  const [first, ...others] = new Set(
    filter.causes.length > 0 ? filter.causes : filter.reasons.map((reason) => causeAndDetail(reason)?.cause),
  )
  return first !== undefined && others.length === 0 ? first : null
}
