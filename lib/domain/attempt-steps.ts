import type { FactsError, Phase, PhaseTimes } from './facts.ts'

/** The walk as people read it: ALPN and SETTINGS belong to TLS, the body to the answer. */
export const STEPS = ['url', 'dns', 'tcp', 'tls', 'request', 'response'] as const
export type Step = (typeof STEPS)[number]

/** `skipped`: not needed, as the connection was open already, or `http:` has no TLS. */
export type StepState = 'passed' | 'stopped' | 'unreached' | 'skipped'
export type AttemptStep = { step: Step; state: StepState; ms: number | null }

const STEP_OF: Record<Phase, Step> = {
  url: 'url',
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  session: 'tls',
  request: 'request',
  response: 'response',
  body: 'response',
}

export function stepOfPhase(phase: Phase): Step {
  return STEP_OF[phase]
}

export type WalkedAttempt = {
  outcome: { state: 'delivered' | 'failed'; status: number | null }
  error: FactsError | null
  phases: PhaseTimes
  reusedConnection: boolean
  url: string | null
}

/**
 * How far an attempt got; empty where only a judgement was reported, which says nothing of the way. An answer outside
 * 2xx stops at the answer; the time to its first byte includes the sending.
 */
export function stepsOf({ outcome, error, phases, reusedConnection, url }: WalkedAttempt): AttemptStep[] {
  if (error === null && outcome.state === 'failed' && outcome.status === null) return []
  const stopped = error ? stepOfPhase(error.phase) : outcome.state === 'failed' ? 'response' : null
  const stoppedAt = stopped === null ? STEPS.length : STEPS.indexOf(stopped)
  const took: Record<Step, number | null> = {
    url: null,
    dns: phases.dnsMs,
    tcp: phases.tcpMs,
    tls: sum(phases.tlsMs, phases.sessionMs),
    request: null,
    response: sum(phases.firstByteMs, phases.bodyMs),
  }
  return STEPS.map((step, index) => {
    const connecting = step === 'dns' || step === 'tcp' || step === 'tls'
    const state: StepState =
      index === stoppedAt
        ? 'stopped'
        : index > stoppedAt
          ? 'unreached'
          : (connecting && reusedConnection) || (step === 'tls' && url?.startsWith('http:'))
            ? 'skipped'
            : 'passed'
    return { step, state, ms: state === 'unreached' ? null : took[step] }
  })
}

function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0)
}
