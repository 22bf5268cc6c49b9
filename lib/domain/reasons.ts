import type { Outcome } from './outcome.ts'
import { ALL_LABELS, CAUSES, type Cause, causeOfLabel } from './taxonomy.ts'

/**
 * A cause and its detail as a small integer, which attempts and buckets carry:
 * 0 delivered, 1 to 14 the labels in the seed's order, 1000 + status for a status.
 * A Braze name takes a number of its own from 2000 on, a minor error 3000; both come with Braze channels.
 */
export const DELIVERED = 0
const STATUS_BASE = 1000
/** Failures are the numbers in `[FIRST_FAILURE, END_OF_FAILURES)`; a minor error, above them, was delivered. */
export const FIRST_FAILURE = 1
export const END_OF_FAILURES = 3000

export type Reason = { reason: number; cause: Cause | null; detail: string | null }

/** @throws RangeError for a detail that is neither a label nor a status from 100 to 999. */
export function reasonOf(outcome: Outcome): number {
  if (outcome.state === 'delivered') return DELIVERED
  const reason = reasonOfDetail(outcome.detail)
  if (reason === null) throw new RangeError(`no reason for the detail "${outcome.detail}"`)
  return reason
}

/** The number of a detail, or null when it names nothing. */
export function reasonOfDetail(detail: string): number | null {
  const label = (ALL_LABELS as readonly string[]).indexOf(detail)
  if (label >= 0) return label + 1
  return /^[1-9]\d\d$/.test(detail) && !detail.startsWith('2') ? STATUS_BASE + Number(detail) : null
}

/** The cause and detail of a number; `cause` is null for what was delivered. */
export function causeAndDetail(reason: number): { cause: Cause; detail: string } | null {
  if (!isFailure(reason)) return null
  const label = ALL_LABELS[reason - 1]
  if (label !== undefined) return { cause: causeOfLabel(label) ?? 'unclassified', detail: label }
  return { cause: 'error_status_code', detail: String(reason - STATUS_BASE) }
}

export function isFailure(reason: number): boolean {
  return reason >= FIRST_FAILURE && reason < END_OF_FAILURES
}

/** The numbers of one cause as half-open ranges `[from, to)`, so that a query can filter by it. */
export function reasonRangesOf(cause: Cause): [number, number][] {
  if (cause === 'error_status_code') return [[STATUS_BASE, END_OF_FAILURES]]
  const first = ALL_LABELS.findIndex((label) => causeOfLabel(label) === cause)
  const count = ALL_LABELS.filter((label) => causeOfLabel(label) === cause).length
  return [[first + 1, first + 1 + count]]
}

/** Every reason that there can be, to make the database describe itself. */
export function allReasons(): Reason[] {
  const labels = ALL_LABELS.map((detail, index) => ({
    reason: index + 1,
    cause: causeOfLabel(detail),
    detail: detail as string,
  }))
  const statuses = Array.from({ length: 900 }, (_, index) => index + 100)
    .filter((status) => status < 200 || status > 299)
    .map((status) => ({ reason: STATUS_BASE + status, cause: CAUSES[2], detail: String(status) }))
  return [{ reason: DELIVERED, cause: null, detail: null }, ...labels, ...statuses]
}
