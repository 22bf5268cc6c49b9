import type { Cause, Processed } from './taxonomy.ts'

/**
 * What is remarked on a delivery that Braze accepted: errors in parts of it, queued for later (maintenance), or an
 * answer that says neither success nor queued.
 */
export const DELIVERED_NOTES = ['minor_errors', 'queued', 'unreadable'] as const
export type DeliveredNote = (typeof DELIVERED_NOTES)[number]

/**
 * Facts judged. `detail` is a label, a status ("503") or a status with Braze's name ("400 No Recipients");
 * `minorErrors` are the texts that came with the note `minor_errors`.
 */
export type Outcome =
  | {
      state: 'delivered'
      cause: null
      detail: null
      status: number | null
      processed: 'yes'
      note?: DeliveredNote
      minorErrors?: readonly string[]
    }
  | { state: 'failed'; cause: Cause; detail: string; status: number | null; processed: Processed }

export type DeliveredOutcome = Extract<Outcome, { state: 'delivered' }>
export type FailedOutcome = Extract<Outcome, { state: 'failed' }>

export function delivered(status: number | null): DeliveredOutcome {
  return { state: 'delivered', cause: null, detail: null, status, processed: 'yes' }
}
