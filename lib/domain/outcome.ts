import type { Cause, Processed } from './taxonomy.ts'

/** Facts judged. `detail` is a label, a status ("503") or a status with Braze's name ("400 No Recipients"). */
export type Outcome =
  | { state: 'delivered'; cause: null; detail: null; status: number | null; processed: 'yes' }
  | { state: 'failed'; cause: Cause; detail: string; status: number | null; processed: Processed }

export type FailedOutcome = Extract<Outcome, { state: 'failed' }>

export function delivered(status: number | null): Outcome {
  return { state: 'delivered', cause: null, detail: null, status, processed: 'yes' }
}
