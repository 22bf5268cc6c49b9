import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classify, RULES } from '@/lib/domain/classification.ts'
import { PHASES, type Phase } from '@/lib/domain/facts.ts'
import { ALL_LABELS, causeOfLabel, type Label, type Processed } from '@/lib/domain/taxonomy.ts'

/** phase and codes → label, as facts/transport.md lists the situations. */
const SITUATIONS: [Phase, string, Label, Processed][] = [
  ['url', 'ERR_INVALID_URL TODOKU_URL_BACKSLASH', 'Invalid URL syntax', 'no'],
  ['dns', 'ENOTFOUND ENODATA ESERVFAIL EREFUSED EFORMERR ENOTIMP EBADRESP EBADNAME', 'Unknown host', 'no'],
  ['dns', 'ETIMEOUT ECANCELLED EAI_AGAIN ECONNREFUSED', 'DNS Query timeout', 'no'],
  ['tcp', 'ECONNREFUSED ENETUNREACH EHOSTUNREACH EACCES', 'Connection failed', 'no'],
  ['tcp', 'ECONNRESET UND_ERR_SOCKET', 'Connection failed (session closed)', 'no'],
  ['tcp', 'ETIMEDOUT UND_ERR_CONNECT_TIMEOUT', 'Connection timeout', 'no'],
  ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_HTTP_REQUEST TODOKU_NO_TLS_RECORD', 'No SSL/TLS record', 'no'],
  ['tls', 'ETIMEDOUT ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', 'Session protocol negotiation failure', 'no'],
  ['tls', 'ECONNRESET EPIPE', 'Connection failed (session closed)', 'no'],
  [
    'tls',
    'CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'TLS handshake failure',
    'no',
  ],
  ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID TODOKU_TLS_RESET EPROTO', 'TLS handshake failure', 'no'],
  ['tls', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS handshake failure', 'no'],
  ['session', 'ETIMEDOUT ERR_HTTP2_ERROR', 'Session protocol negotiation failure', 'no'],
  ['session', 'ECONNRESET', 'Connection failed (session closed)', 'no'],
  ['session', 'TODOKU_NO_STREAMS', 'Connection failed', 'no'],
  ['session', 'TODOKU_GOAWAY', 'Connection failed (received GOAWAY)', 'no'],
  ['session', 'TODOKU_HTTP2_ERROR', 'Session protocol negotiation failure', 'no'],
  ['response', 'TODOKU_HTTP2_ERROR', 'Session closed unexpectedly', 'maybe'],
  ['body', 'NGHTTP2_REFUSED_STREAM', 'Stream closed unexpectedly', 'maybe'],
  ['request', 'TODOKU_GOAWAY', 'Connection failed (received GOAWAY)', 'no'],
  ['response', 'NGHTTP2_REFUSED_STREAM', 'Connection failed', 'no'],
  ['request', 'ECONNRESET EPIPE EHOSTUNREACH ETIMEDOUT', 'Request timeout', 'maybe'],
  ['response', 'ETIMEDOUT UND_ERR_HEADERS_TIMEOUT TimeoutError', 'Request timeout', 'maybe'],
  ['body', 'ETIMEDOUT UND_ERR_BODY_TIMEOUT', 'Request timeout', 'maybe'],
  [
    'response',
    'ECONNRESET UND_ERR_SOCKET ERR_HTTP2_SESSION_ERROR EHOSTUNREACH',
    'Session closed unexpectedly',
    'maybe',
  ],
  ['body', 'ECONNRESET ERR_STREAM_PREMATURE_CLOSE', 'Session closed unexpectedly', 'maybe'],
  ['response', 'NGHTTP2_INTERNAL_ERROR ERR_HTTP2_STREAM_ERROR', 'Stream closed unexpectedly', 'maybe'],
  ['body', 'NGHTTP2_CANCEL', 'Stream closed unexpectedly', 'maybe'],
  ['response', 'HPE_INVALID_CONSTANT HPE_HEADER_OVERFLOW', 'Unclassified webhook dispatch error', 'maybe'],
  ['response', 'HTTPParserError UND_ERR_HEADERS_OVERFLOW', 'Unclassified webhook dispatch error', 'maybe'],
  ['body', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'Unclassified webhook dispatch error', 'maybe'],
]

/** Codes that tell their phase better than a sender that knows only "request" and "response". */
const LUMPED: [string, Label][] = [
  ['ERR_INVALID_URL', 'Invalid URL syntax'],
  ['ENOTFOUND', 'Unknown host'],
  ['EAI_AGAIN', 'DNS Query timeout'],
  ['ECONNREFUSED', 'Connection failed'],
  ['UND_ERR_CONNECT_TIMEOUT', 'Connection timeout'],
  ['CERT_HAS_EXPIRED', 'TLS handshake failure'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS handshake failure'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS handshake failure'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLS handshake failure'],
]

describe('an error', () => {
  const rows = SITUATIONS.flatMap(([phase, codes, label, processed]) =>
    codes.split(' ').map((code) => ({ phase, code, label, processed })),
  )
  it.each(rows)('$phase $code → $label, processed: $processed', ({ phase, code, label, processed }) => {
    expect(classify({ error: { code, phase } })).toEqual({
      state: 'failed',
      cause: causeOfLabel(label),
      detail: label,
      status: null,
      processed,
    })
  })

  it.each(LUMPED)('%s, told in the phases request or response → %s, processed: no', (code, detail) => {
    for (const phase of ['request', 'response'] as const) {
      expect(classify({ error: { code, phase } })).toMatchObject({ detail, processed: 'no' })
    }
  })

  it('wins over the status of an answer that broke off', () => {
    const outcome = classify({ status: 200, error: { code: 'ECONNRESET', phase: 'body' } })
    expect(outcome).toMatchObject({ state: 'failed', detail: 'Session closed unexpectedly', status: 200 })
  })
})

describe('a status', () => {
  it.each([200, 201, 202, 204, 226, 299])('%i is delivered', (status) => {
    expect(classify({ status })).toEqual({ state: 'delivered', cause: null, detail: null, status, processed: 'yes' })
  })

  it.each([100, 101, 199, 300, 301, 304, 308, 400, 404, 429, 500, 503, 599, 600, 999])('%i is its detail', (status) => {
    const expected = { state: 'failed', cause: 'error_status_code', detail: String(status), status, processed: 'yes' }
    expect(classify({ status })).toEqual(expected)
  })

  it.each([99, 0, -1, 1000, null])('%s is none', (status) => {
    expect(classify({ status })).toMatchObject({ detail: 'Unclassified webhook dispatch error', status: null })
  })
})

describe('the table', () => {
  it('gives any code in any phase one of the fourteen labels under its own cause', () => {
    const known = RULES.flatMap((rule) => (Array.isArray(rule.codes) ? rule.codes : []))
    const code = fc.oneof(fc.string(), fc.constantFrom(...known), fc.constantFrom('NGHTTP2_CANCEL', 'EPROTO'))
    fc.assert(
      fc.property(code, fc.constantFrom(...PHASES), (code, phase) => {
        const outcome = classify({ error: { code, phase } })
        expect(ALL_LABELS).toContain(outcome.detail)
        expect(outcome.cause).toBe(causeOfLabel(outcome.detail ?? ''))
        expect(outcome.processed).toBe(outcome.cause === 'could_not_connect' ? 'no' : 'maybe')
      }),
    )
  })

  it('reaches every label', () => {
    const reached = new Set<Label>()
    for (const [phase, codes] of SITUATIONS) {
      for (const code of codes.split(' ')) reached.add(classify({ error: { code, phase } }).detail as Label)
    }
    expect([...reached].sort()).toEqual([...ALL_LABELS].sort())
  })

  it('ends each phase with a rule for every code', () => {
    for (const phase of PHASES) {
      expect(RULES.filter((rule) => rule.phases.includes(phase)).at(-1)?.codes).toBeUndefined()
    }
  })
})
