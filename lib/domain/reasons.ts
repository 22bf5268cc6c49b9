import { BRAZE_DETAILS, BRAZE_ERRORS, BRAZE_SERVER_ERROR, isBrazeServerError } from './braze-errors.ts'
import { DELIVERED_NOTES, type DeliveredNote, type Outcome } from './outcome.ts'
import { ALL_LABELS, type Cause, causeOfLabel } from './taxonomy.ts'

/**
 * A cause and its detail as a small integer, which attempts and buckets carry: 0 delivered, 1 to 14 the labels in the
 * seed's order, 1000 + status for a status, 2000 on Braze's names in the order of their table, 2100 to 2199 Braze's
 * 5xx, and from 3000 on, no failures, what Braze accepted with a remark.
 */
export const DELIVERED = 0
const STATUS_BASE = 1000
const BRAZE_BASE = 2000
const BRAZE_SERVER_BASE = 2100
const NOTE_BASE = 3000
/** Failures are the numbers in `[FIRST_FAILURE, END_OF_FAILURES)`; what stands above them was delivered. */
export const FIRST_FAILURE = 1
export const END_OF_FAILURES = NOTE_BASE

export type Reason = { reason: number; cause: Cause | null; detail: string | null }

/** @throws RangeError for a detail that is neither a label nor a status from 100 to 999. */
export function reasonOf(outcome: Outcome): number {
  if (outcome.state === 'delivered') return outcome.note === undefined ? DELIVERED : reasonOfNote(outcome.note)
  const reason = reasonOfDetail(outcome.detail)
  if (reason === null) throw new RangeError(`no reason for the detail "${outcome.detail}"`)
  return reason
}

export function reasonOfNote(note: DeliveredNote): number {
  return NOTE_BASE + DELIVERED_NOTES.indexOf(note)
}

/** What was remarked on a delivery, or null. */
export function noteOf(reason: number): DeliveredNote | null {
  return DELIVERED_NOTES[reason - NOTE_BASE] ?? null
}

/** The number of a detail, or null when it names nothing. */
export function reasonOfDetail(detail: string): number | null {
  const label = (ALL_LABELS as readonly string[]).indexOf(detail)
  if (label >= 0) return label + 1
  const name = (BRAZE_DETAILS as readonly string[]).indexOf(detail)
  if (name >= 0) return BRAZE_BASE + name
  if (isBrazeServerError(detail)) return BRAZE_SERVER_BASE + Number(detail.slice(1, 3))
  return /^[1-9]\d\d$/.test(detail) && !detail.startsWith('2') ? STATUS_BASE + Number(detail) : null
}

/** The cause and detail of a number; `cause` is null for what was delivered. */
export function causeAndDetail(reason: number): { cause: Cause; detail: string } | null {
  if (!isFailure(reason)) return null
  const label = ALL_LABELS[reason - 1]
  if (label !== undefined) return { cause: causeOfLabel(label) ?? 'unclassified', detail: label }
  const name = BRAZE_DETAILS[reason - BRAZE_BASE]
  const status = statusOfReason(reason)
  if (name !== undefined) return { cause: 'error_status_code', detail: name }
  const detail = reason >= BRAZE_SERVER_BASE ? `${status} ${BRAZE_SERVER_ERROR}` : String(status)
  return { cause: 'error_status_code', detail }
}

/** The status that a number stands for; null for a label and for what was delivered. */
export function statusOfReason(reason: number): number | null {
  if (reason < STATUS_BASE || !isFailure(reason)) return null
  if (reason < BRAZE_BASE) return reason - STATUS_BASE
  return BRAZE_ERRORS[reason - BRAZE_BASE]?.[0] ?? 500 + reason - BRAZE_SERVER_BASE
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
  const failures = [
    ...ALL_LABELS.map((_, index) => FIRST_FAILURE + index),
    ...Array.from({ length: 900 }, (_, index) => STATUS_BASE + 100 + index).filter(
      (reason) => reason < STATUS_BASE + 200 || reason > STATUS_BASE + 299,
    ),
    ...BRAZE_DETAILS.map((_, index) => BRAZE_BASE + index),
    ...Array.from({ length: 100 }, (_, index) => BRAZE_SERVER_BASE + index),
  ]
  return [
    { reason: DELIVERED, cause: null, detail: null },
    ...failures.flatMap((reason) => {
      const named = causeAndDetail(reason)
      return named === null ? [] : [{ reason, ...named }]
    }),
    ...DELIVERED_NOTES.map((note) => ({ reason: reasonOfNote(note), cause: null, detail: note })),
  ]
}
