import type { Step } from './attempt-steps.ts'
import type { CertificateFacts, FactsError, Protocol } from './facts.ts'

/** What a step found out; each step has its own part of it. */
export type StepFindings = {
  /** `dns`: all answers, none of them closed to webhooks. */
  addresses?: string[]
  /** `tcp` */
  remoteAddress?: string | null
  /** `tls`, also when it failed after the server had shown its certificate. */
  tlsVersion?: string | null
  /** `tls`: what ALPN chose. */
  protocol?: Protocol | null
  certificate?: CertificateFacts | null
  /** `response` */
  status?: number | null
  /** Of a step that failed. */
  error?: FactsError
}

/**
 * How far an attempt is, told while it goes on. Facts only: an answer outside 2xx is `done`. A fresh try after a kept
 * connection that had died begins at `dns` again; a step that is not needed has no event.
 */
export type StepEvent = {
  step: Step
  state: 'started' | 'done' | 'failed'
  /** How long it took, null when it starts. `response` counts from the start of the request, as the time limit does. */
  ms: number | null
} & StepFindings
