import { STEPS, type Step, type StepState, stepsOf, type WalkedAttempt } from './attempt-steps.ts'
import { classify } from './classification.ts'
import type { StepEvent, StepFindings } from './step-event.ts'

/** A step as it is shown: `waiting` and `running` only while the attempt goes on. */
export type StepRow = { step: Step; state: StepState | 'waiting' | 'running'; ms: number | null } & StepFindings

/** All steps, in order, as the events up to now leave them. */
export function rowsOfEvents(events: readonly StepEvent[]): StepRow[] {
  let rows: StepRow[] = STEPS.map((step) => ({ step, state: 'waiting', ms: null }))
  for (const event of events) {
    const at = STEPS.indexOf(event.step)
    rows = rows.map((row, index) => {
      if (index === at) return { ...event, state: stateAfter(event), ms: timeOf(event) }
      if (index < at) return row.state === 'waiting' ? { ...row, state: 'skipped' } : row
      if (event.state === 'failed') return { step: row.step, state: 'unreached', ms: null }
      return event.state === 'started' ? { step: row.step, state: 'waiting', ms: null } : row
    })
  }
  return rows
}

/** No record keeps how long the URL took; the time of the answer includes the sending, unless it ended there. */
function timeOf({ step, state, ms }: StepEvent): number | null {
  return step === 'url' || (step === 'request' && state !== 'failed') ? null : ms
}

function stateAfter({ state, status }: StepEvent): StepRow['state'] {
  if (state === 'started') return 'running'
  const refused = status != null && classify({ status }).state === 'failed'
  return state === 'failed' || refused ? 'stopped' : 'passed'
}

type FinishedAttempt = WalkedAttempt & { durationMs: number } & Required<
    Pick<StepFindings, 'addresses' | 'remoteAddress' | 'tlsVersion' | 'protocol' | 'certificate'>
  >

/** The same of an attempt that is over. */
export function rowsOfAttempt(attempt: FinishedAttempt): StepRow[] {
  const { addresses, remoteAddress, tlsVersion, protocol, certificate, outcome } = attempt
  const findings: Partial<Record<Step, StepFindings>> = {
    dns: { addresses },
    tcp: { remoteAddress },
    tls: { tlsVersion, protocol, certificate },
    response: { status: outcome.status },
  }
  const steps = stepsOf(attempt)
  const knownMs = steps.reduce((sum, { ms }) => sum + (ms ?? 0), 0)
  return steps.map((row) => ({
    ...row,
    // An answer that never came has no phase of its own: what is left of the attempt went into waiting for it.
    ms: row.state === 'stopped' && row.step !== 'url' ? (row.ms ?? Math.max(0, attempt.durationMs - knownMs)) : row.ms,
    ...findings[row.step],
  }))
}
