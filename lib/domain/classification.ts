import { readBrazeAnswer } from './braze-answer.ts'
import type { ChannelKind } from './channel.ts'
import type { FactsError, Phase } from './facts.ts'
import { delivered, type Outcome } from './outcome.ts'
import { causeOfLabel, type Label, type Processed } from './taxonomy.ts'

/** Raised whenever a rule changes, so that stored facts can be judged again. */
export const RULES_VERSION = 3

export type Rule = {
  label: Label
  phases: readonly Phase[]
  /** Codes that the rule is about; absent: every code of the phases. */
  codes?: readonly string[] | RegExp
  processed: Processed
}

/** Once there was a connection to send on. */
const SENT: readonly Phase[] = ['request', 'response', 'body']
/** Some senders call everything up to the answer "request" or "response". */
const LUMPED: readonly Phase[] = ['session', 'request', 'response']

const NODE_TIMED_OUT = 'ETIMEDOUT ESOCKETTIMEDOUT ERR_SOCKET_CONNECTION_TIMEOUT ERR_TLS_HANDSHAKE_TIMEOUT'
const UNDICI_TIMED_OUT = 'UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT'
const ABORTED = 'ABORT_ERR AbortError TimeoutError UND_ERR_ABORTED'
const TIMED_OUT = codes(NODE_TIMED_OUT, UNDICI_TIMED_OUT, ABORTED, 'ETIMEOUT ERR_HTTP_REQUEST_TIMEOUT')

/** Besides silence: a look-up that could not be finished, because the name server itself was out of reach. */
const NO_NAME_SERVER = codes('ECANCELLED EAI_AGAIN ECONNREFUSED')

const CLOSED = codes(
  'ECONNRESET EPIPE ECONNABORTED ENOTCONN UND_ERR_SOCKET UND_ERR_CLOSED UND_ERR_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE ERR_STREAM_DESTROYED ERR_SOCKET_CLOSED ERR_HTTP2_SESSION_ERROR',
)
/** On an open connection these close it; before there was one they are a failure to connect. */
const NETWORK_LOST = codes('ENETDOWN ENETRESET ENETUNREACH EHOSTDOWN EHOSTUNREACH')

const PLAIN_TEXT = codes('ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_HTTP_REQUEST ERR_SSL_HTTPS_PROXY_REQUEST')
const NO_RECORD = [...PLAIN_TEXT, 'TODOKU_NO_TLS_RECORD']
const NO_PROTOCOL = codes(
  'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL ERR_SSL_NO_APPLICATION_PROTOCOL ERR_SSL_INVALID_ALPN_PROTOCOL',
)
const GOAWAY = codes('TODOKU_GOAWAY ERR_HTTP2_GOAWAY_SESSION')
/** OpenSSL's verification errors, and the alert with which TLS 1.3 asks for a client certificate after the handshake. */
const ABOUT_CERTIFICATE = /CERT|LEAF_SIGNATURE$|^ERR_SSL_.+_ALERT_UNKNOWN_CA$/
const ABOUT_STREAM = /^NGHTTP2_|^ERR_HTTP2_STREAM_ERROR$/
/** The peer broke the protocol of the whole connection. */
const HTTP2_BROKEN = codes('TODOKU_HTTP2_ERROR ERR_HTTP2_ERROR')
const REFUSED_STREAM = codes('REFUSED_STREAM NGHTTP2_REFUSED_STREAM')

/**
 * From the wire to the seed's labels: the first rule that fits decides. Codes and phases only, never a message.
 * The situations behind each row: docs/classification.md.
 */
export const RULES: readonly Rule[] = [
  { label: 'Invalid URL syntax', phases: ['url'], processed: 'no' },

  { label: 'DNS Query timeout', phases: ['dns'], codes: [...TIMED_OUT, ...NO_NAME_SERVER], processed: 'no' },
  { label: 'Unknown host', phases: ['dns'], processed: 'no' },

  { label: 'Connection timeout', phases: ['tcp'], codes: TIMED_OUT, processed: 'no' },
  { label: 'Connection failed (session closed)', phases: ['tcp'], codes: CLOSED, processed: 'no' },
  { label: 'Connection failed', phases: ['tcp'], processed: 'no' },

  { label: 'No SSL/TLS record', phases: ['tls'], codes: NO_RECORD, processed: 'no' },
  { label: 'Session protocol negotiation failure', phases: ['tls'], codes: TIMED_OUT, processed: 'no' },
  { label: 'Session protocol negotiation failure', phases: ['tls'], codes: NO_PROTOCOL, processed: 'no' },
  { label: 'Connection failed (session closed)', phases: ['tls'], codes: CLOSED, processed: 'no' },
  { label: 'TLS handshake failure', phases: ['tls'], processed: 'no' },

  { label: 'Invalid URL syntax', phases: LUMPED, codes: ['ERR_INVALID_URL'], processed: 'no' },
  { label: 'Unknown host', phases: LUMPED, codes: ['ENOTFOUND'], processed: 'no' },
  { label: 'DNS Query timeout', phases: LUMPED, codes: ['EAI_AGAIN', 'ETIMEOUT'], processed: 'no' },
  { label: 'Connection failed', phases: LUMPED, codes: ['ECONNREFUSED'], processed: 'no' },
  { label: 'Connection timeout', phases: LUMPED, codes: ['UND_ERR_CONNECT_TIMEOUT'], processed: 'no' },
  { label: 'TLS handshake failure', phases: LUMPED, codes: ABOUT_CERTIFICATE, processed: 'no' },

  { label: 'Connection failed (received GOAWAY)', phases: ['session', ...SENT], codes: GOAWAY, processed: 'no' },
  { label: 'Connection failed (session closed)', phases: ['session'], codes: CLOSED, processed: 'no' },
  { label: 'Connection failed', phases: ['session', 'request'], codes: ['TODOKU_NO_STREAMS'], processed: 'no' },
  { label: 'Session protocol negotiation failure', phases: ['session'], processed: 'no' },

  { label: 'Connection failed', phases: ['request', 'response'], codes: REFUSED_STREAM, processed: 'no' },
  { label: 'Request timeout', phases: SENT, codes: TIMED_OUT, processed: 'maybe' },
  { label: 'Request timeout', phases: ['request'], codes: [...CLOSED, ...NETWORK_LOST], processed: 'maybe' },
  { label: 'Session closed unexpectedly', phases: SENT, codes: [...CLOSED, ...NETWORK_LOST], processed: 'maybe' },
  { label: 'Session closed unexpectedly', phases: SENT, codes: HTTP2_BROKEN, processed: 'maybe' },
  { label: 'Stream closed unexpectedly', phases: SENT, codes: ABOUT_STREAM, processed: 'maybe' },
  { label: 'Unclassified webhook dispatch error', phases: SENT, processed: 'maybe' },
]

export type JudgedFacts = {
  status?: number | null
  error?: FactsError | null
  /** Read for Braze channels only, after any content coding. */
  responseBody?: Uint8Array | null
}

/**
 * Judges facts. An error always wins over a status: an answer that breaks off is no delivery.
 * A status outside 2xx is `error_status_code` with the status as its detail, on a Braze channel with Braze's name where
 * the answer has one; redirects are not followed.
 */
export function classify(facts: JudgedFacts, kind: ChannelKind = 'line'): Outcome {
  const { error } = facts
  const status = facts.status ?? null
  if (error) {
    const rule = ruleFor(error)
    return rule ? failed(rule.label, status, rule.processed) : failed('Unclassified webhook dispatch error', status)
  }
  if (status === null || status < 100 || status > 999) return failed('Unclassified webhook dispatch error', null)
  if (kind === 'braze') return classifyBraze(status, facts.responseBody ?? null)
  if (status >= 200 && status <= 299) return delivered(status)
  return { state: 'failed', cause: 'error_status_code', detail: String(status), status, processed: 'yes' }
}

/**
 * Braze says of every 4xx that nothing was sent. A 5xx may have come after part of the work; other statuses are not
 * Braze's own.
 */
function classifyBraze(status: number, body: Uint8Array | null): Outcome {
  const { kind, name, minorErrors } = readBrazeAnswer(status, body)
  if (kind === 'accepted') return delivered(status)
  if (kind === 'accepted_with_errors') return { ...delivered(status), note: 'minor_errors', minorErrors }
  if (kind !== 'fatal') return { ...delivered(status), note: kind }
  const processed = status >= 400 && status <= 499 ? 'no' : status >= 500 && status <= 599 ? 'maybe' : 'yes'
  const detail = name === null ? String(status) : `${status} ${name}`
  return { state: 'failed', cause: 'error_status_code', detail, status, processed }
}

/** The rule that decides on an error: the first that fits, or none for a phase that there is not. */
export function ruleFor(error: FactsError): Rule | undefined {
  return RULES.find((candidate) => fits(candidate, error))
}

function failed(label: Label, status: number | null, processed: Processed = 'maybe'): Outcome {
  return { state: 'failed', cause: causeOfLabel(label) ?? 'unclassified', detail: label, status, processed }
}

function fits(rule: Rule, error: FactsError): boolean {
  if (!rule.phases.includes(error.phase)) return false
  if (rule.codes === undefined) return true
  return rule.codes instanceof RegExp ? rule.codes.test(error.code) : rule.codes.includes(error.code)
}

function codes(...lists: string[]): string[] {
  return lists.flatMap((list) => list.split(' '))
}
