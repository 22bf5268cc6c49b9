import type { Facts, Protocol } from '@/lib/domain/facts.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import type { WebhookUrlFault } from '@/lib/domain/webhook-url.ts'
import { AddressDenied, codeOf, NotSent, UrlRefused } from './attempt-fault.ts'
import { briefFacts, hasArrived } from './brief-facts.ts'
import type { AnswerHeaders } from './exchange.ts'
import type { Lane } from './lanes.ts'
import type { AttemptRequest } from './send-attempt.ts'
import type { SenderProfile } from './sender-profile.ts'

export type ThreadSendRequest = Omit<AttemptRequest, 'resolver' | 'trust' | 'addressRules' | 'allowHttp' | 'agent'> & {
  fresh?: true
  lane?: Lane
}

/** A request without what cannot cross threads; its body is a part of the message's bytes. */
export type ThreadRequest = Pick<AttemptRequest, 'url' | 'method' | 'headers' | 'timeoutMs' | 'limits' | 'brief'> & {
  id: number
  profileNo: number
  bodyLength: number
  /** Only what is asked for is said: a name costs as much to hand over as what it names. */
  fresh?: true
  lane?: Lane
  wantsSteps?: true
  wantsHeaders?: true
}

export type ToThread = {
  profiles: { no: number; profile: SenderProfile }[]
  /** Profiles that are used no more. */
  closed: number[]
  /** `ThreadRequest[]` as JSON: half of what cloning the objects would cost both sides. */
  requests: string
  bytes: Uint8Array
}

export type ThreadFault =
  | { kind: 'address_denied' }
  | { kind: 'not_sent' }
  | { kind: 'url_refused'; reason: WebhookUrlFault }
  | { kind: 'fault'; code: string; message: string }

/** The answer of 2xx to a `brief` request: its id, then facts. As an array it takes a tenth of the characters. */
export type ThreadArrival = [
  id: number,
  startedAtMs: number,
  durationMs: number,
  status: number,
  protocol: Protocol | null,
  remoteAddress: string | null,
]

/** In the order in which they happened. The body of an answer is a part of the message's bytes; `bodyLength` is null where nothing of it is kept. */
export type ThreadReport =
  | ThreadArrival
  | { id: number; step: StepEvent }
  | { id: number; headers: AnswerHeaders }
  | { id: number; facts: Facts; bodyLength: number | null; certificateNo: number | null }
  | { id: number; fault: ThreadFault }

/**
 * `reports` are `ThreadReport[]` as JSON. So are the certificates, each once: many connections have the same one, and a
 * `certificateNo` says which is whose.
 */
export type FromThread = { reports: string; certificates: string[]; bytes: Uint8Array }

/** What is told of the facts of a `brief` request; null when all of them have to be. */
export function arrivalOf(id: number, facts: Facts): ThreadArrival | null {
  const { startedAtMs, durationMs, status, error, protocol, remoteAddress } = facts
  return hasArrived(status, error) ? [id, startedAtMs, durationMs, status, protocol, remoteAddress] : null
}

export function factsOfArrival(url: string, arrival: ThreadArrival): Facts {
  const [, startedAtMs, durationMs, status, protocol, remoteAddress] = arrival
  return briefFacts({ startedAtMs, durationMs, url, status, protocol, remoteAddress })
}

export function packFault(error: unknown): ThreadFault {
  if (error instanceof AddressDenied) return { kind: 'address_denied' }
  if (error instanceof NotSent) return { kind: 'not_sent' }
  if (error instanceof UrlRefused) return { kind: 'url_refused', reason: error.reason }
  return { kind: 'fault', code: codeOf(error), message: error instanceof Error ? error.message : String(error) }
}

export function unpackFault(fault: ThreadFault): Error {
  if (fault.kind === 'address_denied') return new AddressDenied()
  if (fault.kind === 'not_sent') return new NotSent()
  if (fault.kind === 'url_refused') return new UrlRefused(fault.reason)
  return Object.assign(new Error(fault.message), { code: fault.code })
}

/** All bodies of a message one after another: a buffer of their own, which can be handed over instead of copied. */
export function joinBodies(bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(bodies.reduce((total, { byteLength }) => total + byteLength, 0))
  let at = 0
  for (const body of bodies) {
    joined.set(body, at)
    at += body.byteLength
  }
  return joined
}
