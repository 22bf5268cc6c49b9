/** What the sender saw in one attempt. No judgement: that is `classification.ts`. */

/** The walk of an attempt, in order. `session` is ALPN's outcome and, for HTTP/2, the peer's SETTINGS. */
export const PHASES = ['url', 'dns', 'tcp', 'tls', 'session', 'request', 'response', 'body'] as const
export type Phase = (typeof PHASES)[number]

export type Protocol = 'http/1.1' | 'h2'

/** Milliseconds each phase took; null when it was not reached (or, for a reused connection, not needed). */
export type PhaseTimes = {
  dnsMs: number | null
  tcpMs: number | null
  tlsMs: number | null
  sessionMs: number | null
  firstByteMs: number | null
  bodyMs: number | null
}

/** A stable code (Node's, OpenSSL's, c-ares', llhttp's or the sender's own) and where it happened. Never text. */
export type FactsError = { code: string; phase: Phase }

export type CertificateFacts = {
  subject: string
  issuer: string
  validFrom: string
  validTo: string
  altNames: string[]
  /** From the leaf up, as the server sent them. */
  chain: ChainMember[]
}

/** One certificate of a chain; its times are written as the leaf's are ("Feb 20 00:00:00 2027 GMT"). */
export type ChainMember = { commonName: string; issuer: string; validFrom: string; validTo: string }

export type Facts = {
  /** Epoch milliseconds at which the attempt began. */
  startedAtMs: number
  /** What was measured, also for a failure; never the limit. */
  durationMs: number
  url: string
  /** The status line that came, complete or not; `error` says whether the answer broke off after it. */
  status: number | null
  error: FactsError | null
  phases: PhaseTimes
  protocol: Protocol | null
  remoteAddress: string | null
  /** All addresses that the name resolved to; for a kept connection the one that it is connected to. */
  addresses: string[]
  reusedConnection: boolean
  tlsVersion: string | null
  certificate: CertificateFacts | null
  /** Headers as sent, secrets redacted. */
  requestHeaders: Record<string, string>
  responseHeaders: Record<string, string> | null
  /** At most 64 KiB of what the bot answered, raw bytes. */
  responseBody: Uint8Array | null
  responseTruncated: boolean
}
