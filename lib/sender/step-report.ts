import { STEPS, type Step, stepOfPhase } from '@/lib/domain/attempt-steps.ts'
import type { FactsError } from '@/lib/domain/facts.ts'
import type { StepEvent, StepFindings } from '@/lib/domain/step-event.ts'

/** Tells a listener how far one attempt is. Whatever the listener does, the attempt goes on. */
export class StepReport {
  readonly #listener: (event: StepEvent) => void
  readonly #startedMs = new Map<Step, number>()
  readonly #tookMs = new Map<Step, number>()
  #running: Step | null = null
  #over = false

  constructor(listener: (event: StepEvent) => void) {
    this.#listener = listener
  }

  /** Begins a step; one before it that still runs is done by that. */
  begin(step: Step): void {
    if (this.#over) return
    if (this.#running !== null && STEPS.indexOf(this.#running) < STEPS.indexOf(step)) this.done({})
    this.#running = step
    this.#startedMs.set(step, performance.now())
    this.#tell({ step, state: 'started', ms: null })
  }

  done(findings: StepFindings): void {
    const step = this.#running
    if (this.#over || step === null) return
    this.#running = null
    this.#tell({ step, state: 'done', ms: this.#measure(step), ...findings })
  }

  /** The attempt ended well: with an answer, perhaps before all of the request had left. */
  answered(status: number | null): void {
    if (this.#running === 'request') this.begin('response')
    this.done({ status })
    this.#over = true
  }

  /** The attempt ended in this error, perhaps of a step that had seemed to be done. */
  fail(error: FactsError, findings: StepFindings): void {
    const step = stepOfPhase(error.phase)
    if (this.#running !== null && STEPS.indexOf(this.#running) < STEPS.indexOf(step)) this.begin(step)
    const ms = this.#running === step ? this.#measure(step) : (this.#tookMs.get(step) ?? null)
    this.#tell({ step, state: 'failed', ms, ...findings, error })
    this.#over = true
  }

  #measure(step: Step): number {
    const from = step === 'response' ? 'request' : step
    const ms = performance.now() - (this.#startedMs.get(from) ?? performance.now())
    this.#tookMs.set(step, ms)
    return ms
  }

  #tell(event: StepEvent): void {
    try {
      this.#listener(event)
    } catch {
      // The listener's own fault, and nothing that the facts of this attempt may suffer from.
    }
  }
}
