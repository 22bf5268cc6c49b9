import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { CertificateFacts, ChainMember, FactsError, PhaseTimes } from '@/lib/domain/facts.ts'
import { redactHeaders } from '@/lib/domain/redact-headers.ts'
import type { NewAttempt } from './new-attempt.ts'

/** What is kept of an attempt beside its row. What the row has is not in it. */
export type KeptFacts = {
  error: FactsError | null
  phases?: PhaseTimes
  addresses?: string[]
  reusedConnection?: boolean
  tlsVersion?: string | null
  certificate?: CertificateFacts | null
  requestHeaders?: Record<string, string>
  /** Of a verification; a delivery's body is kept with the delivery. */
  requestBody?: string
  responseHeaders?: Record<string, string>
  responseTruncated?: boolean
  /** What went wrong with parts of a call that was accepted. */
  minorErrors?: readonly string[]
}

/** The facts to keep: of failures, of verifications and of what was accepted with a remark. Null for an arrival without. */
export function keptFacts(attempt: NewAttempt): KeptFacts | null {
  const { facts, requestBody, judged, purpose } = attempt
  const note = judged.state === 'delivered' ? judged.note : undefined
  if (judged.state === 'delivered' && note === undefined && purpose !== 'verification') return null
  const kept: KeptFacts = { error: attempt.error ?? facts?.error ?? null }
  if (judged.state === 'delivered' && judged.minorErrors) kept.minorErrors = judged.minorErrors
  if (requestBody !== null) kept.requestBody = requestBody
  if (facts === null) return kept
  kept.phases = facts.phases
  kept.addresses = facts.addresses
  kept.reusedConnection = facts.reusedConnection
  kept.tlsVersion = facts.tlsVersion
  kept.certificate = facts.certificate
  kept.requestHeaders = redactHeaders(facts.requestHeaders)
  if (facts.responseHeaders) kept.responseHeaders = redactHeaders(facts.responseHeaders)
  if (facts.responseTruncated) kept.responseTruncated = true
  return kept
}

// What other senders report is a few dozen errors over and over: not worth deflating each time.
const MEMO_LENGTH = 200
const MEMO_ENTRIES = 500
const memo = new Map<string, string>()

/** Deflated JSON, as hexadecimal digits for a JSON parameter. */
export function packFactsHex(kept: KeptFacts): string {
  const json = JSON.stringify(kept)
  const known = memo.get(json)
  if (known !== undefined) return known
  const packed = deflateRawSync(json).toString('hex')
  if (json.length <= MEMO_LENGTH && memo.size < MEMO_ENTRIES) memo.set(json, packed)
  return packed
}

/** What the bot answered, deflated, as hexadecimal digits; null where nothing of it is kept. */
export function packResponseHex({ facts }: NewAttempt): string | null {
  if (facts === null || facts.responseBody === null || facts.responseBody.length === 0) return null
  return deflateRawSync(facts.responseBody).toString('hex')
}

export function unpackResponse(packed: Uint8Array): Buffer {
  return inflateRawSync(packed)
}

export function unpackFacts(packed: Uint8Array): KeptFacts {
  const kept = JSON.parse(inflateRawSync(packed).toString('utf8')) as KeptFacts
  // Before it had ends of its own, a member of the chain was its name alone.
  if (kept.certificate) kept.certificate.chain = kept.certificate.chain.map(memberOf)
  return kept
}

function memberOf(kept: ChainMember | string): ChainMember {
  return typeof kept === 'string' ? { commonName: kept, issuer: '', validFrom: '', validTo: '' } : kept
}
