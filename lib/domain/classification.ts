import type { FactsError, Phase } from './facts.ts'
import { delivered, type Outcome } from './outcome.ts'
import { causeOfLabel, type Label, type Processed } from './taxonomy.ts'

/** Raised whenever a rule changes, so that stored facts can be judged again. */
export const RULES_VERSION = 1

type Rule = {
  label: Label
  phases: readonly Phase[]
  /** Codes that the rule is about; absent: every code of the phases. */
  codes?: readonly string[] | ((code: string) => boolean)
  processed: Processed
}

const TIMED_OUT = ['ETIMEDOUT', 'ETIMEOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']
const CLOSED = [
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'ERR_HTTP2_SESSION_ERROR',
  'ERR_STREAM_PREMATURE_CLOSE',
]
const WAITED = [
  ...TIMED_OUT,
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ERR_HTTP_REQUEST_TIMEOUT',
  'ABORT_ERR',
]

/**
 * From the wire to the seed's labels: the first rule that fits decides. Codes and phases only, never a message.
 * Situations behind each row: docs/classification.md.
 */
export const RULES: readonly Rule[] = [
  { label: 'Invalid URL syntax', phases: ['url'], processed: 'no' },

  { label: 'DNS Query timeout', phases: ['dns'], codes: [...TIMED_OUT, 'ECANCELLED'], processed: 'no' },
  { label: 'Unknown host', phases: ['dns'], processed: 'no' },

  { label: 'Connection timeout', phases: ['tcp'], codes: TIMED_OUT, processed: 'no' },
  { label: 'Connection failed (session closed)', phases: ['tcp'], codes: CLOSED, processed: 'no' },
  { label: 'Connection failed', phases: ['tcp'], processed: 'no' },

  {
    label: 'No SSL/TLS record',
    phases: ['tls'],
    codes: ['ERR_SSL_WRONG_VERSION_NUMBER', 'TODOKU_NO_TLS_RECORD'],
    processed: 'no',
  },
  {
    label: 'Session protocol negotiation failure',
    phases: ['tls'],
    codes: [
      ...TIMED_OUT,
      'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL',
      'ERR_SSL_NO_APPLICATION_PROTOCOL',
      'ERR_SSL_INVALID_ALPN_PROTOCOL',
    ],
    processed: 'no',
  },
  { label: 'Connection failed (session closed)', phases: ['tls'], codes: CLOSED, processed: 'no' },
  { label: 'TLS handshake failure', phases: ['tls'], processed: 'no' },

  { label: 'Connection failed (session closed)', phases: ['session'], codes: CLOSED, processed: 'no' },
  { label: 'Session protocol negotiation failure', phases: ['session'], processed: 'no' },

  {
    label: 'Connection failed',
    phases: ['request', 'response', 'body'],
    codes: ['REFUSED_STREAM', 'NGHTTP2_REFUSED_STREAM'],
    processed: 'no',
  },
  {
    label: 'Connection failed (received GOAWAY)',
    phases: ['request', 'response', 'body'],
    codes: ['TODOKU_GOAWAY'],
    processed: 'no',
  },
  { label: 'Request timeout', phases: ['request'], codes: [...WAITED, ...CLOSED], processed: 'maybe' },
  { label: 'Request timeout', phases: ['response', 'body'], codes: WAITED, processed: 'maybe' },
  { label: 'Session closed unexpectedly', phases: ['response', 'body'], codes: CLOSED, processed: 'maybe' },
  {
    label: 'Stream closed unexpectedly',
    phases: ['request', 'response', 'body'],
    codes: (code) => code.startsWith('NGHTTP2_') || code === 'ERR_HTTP2_STREAM_ERROR',
    processed: 'maybe',
  },
  { label: 'Unclassified webhook dispatch error', phases: ['request', 'response', 'body'], processed: 'maybe' },
]

function fits(rule: Rule, error: FactsError): boolean {
  if (!rule.phases.includes(error.phase)) return false
  if (rule.codes === undefined) return true
  return typeof rule.codes === 'function' ? rule.codes(error.code) : rule.codes.includes(error.code)
}

/**
 * Judges facts. An error always wins over a status: an answer that breaks off is no delivery.
 * A status outside 2xx is `error_status_code` with the status as its detail; redirects are not followed.
 */
export function classify(facts: { status?: number | null; error?: FactsError | null }): Outcome {
  const { error } = facts
  const status = facts.status ?? null
  if (error) {
    const rule = RULES.find((candidate) => fits(candidate, error))
    const label: Label = rule?.label ?? 'Unclassified webhook dispatch error'
    return {
      state: 'failed',
      cause: causeOfLabel(label) ?? 'unclassified',
      detail: label,
      status,
      processed: rule?.processed ?? 'maybe',
    }
  }
  if (status === null || status < 100 || status > 999) {
    return {
      state: 'failed',
      cause: 'unclassified',
      detail: 'Unclassified webhook dispatch error',
      status: null,
      processed: 'maybe',
    }
  }
  if (status >= 200 && status <= 299) return delivered(status)
  return { state: 'failed', cause: 'error_status_code', detail: String(status), status, processed: 'yes' }
}
