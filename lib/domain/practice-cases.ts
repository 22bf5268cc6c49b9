import { type Cause, causeOfLabel, type Label } from './taxonomy.ts'

/** What a practice case is expected to end in: for tests and the console's checklist, never for labelling. */
export type ExpectedOutcome = 'delivered' | { cause: Cause; detail: string }

export type PracticeCase = {
  id: string
  expected: ExpectedOutcome
  /** How often the practice run picks it, among the sum of all; 0 leaves it to the tests. */
  weight: number
  /** Least size of the request's body with which the case happens at all. */
  bodyBytes?: number
}

/** Statuses over HTTP/1.1; the practice bot answers any other one just as well. */
const STATUSES: readonly [status: number, weight: number][] = [
  [301, 1],
  [308, 1],
  [400, 2],
  [401, 2],
  [403, 1],
  [404, 3],
  [410, 1],
  [429, 2],
  [500, 6],
  [502, 3],
  [503, 5],
  [504, 2],
]
const HTTP2_STATUSES: readonly [status: number, weight: number][] = [
  [308, 0],
  [404, 0],
  [500, 2],
  [503, 1],
]

/** Larger than what a socket takes at once. */
const LONG_BODY_BYTES = 16 * 1024 * 1024

/**
 * Every way in which the practice bot answers or fails: each label, over HTTP/1.1 and (`h2-`) HTTP/2, by a real
 * failure, and the look-alikes that are none.
 */
export const PRACTICE_CASES: readonly PracticeCase[] = [
  delivered('ok', 54),
  delivered('no-content', 4),
  delivered('early-continue', 2),
  delivered('slow-success', 4),
  delivered('big-body', 2),
  delivered('endless-body', 0),
  delivered('stale-connection', 0),
  delivered('only-aaaa', 0),
  delivered('dead-ipv6', 0),
  delivered('silent-aaaa', 0),
  delivered('slow-a', 0),
  delivered('h2-ok', 6),
  delivered('h2-no-content', 1),
  delivered('h2-interim', 1),
  delivered('h2-slow-success', 1),
  delivered('h2-big-body', 1),
  delivered('h2-endless-body', 0),
  delivered('h2-goaway-graceful', 2),
  delivered('h2-reset-after-answer', 0),
  delivered('h2-old-cipher', 0),

  fails('refused', 'Connection failed', 4),
  fails('h2-refused-stream', 'Connection failed', 1),
  fails('h2-zero-streams', 'Connection failed', 0),
  fails('h2-goaway', 'Connection failed (received GOAWAY)', 2),
  fails('h2-goaway-closed', 'Connection failed (received GOAWAY)', 1),
  fails('h2-goaway-at-once', 'Connection failed (received GOAWAY)', 0),
  fails('closed-on-accept', 'Connection failed (session closed)', 2),
  fails('closed-in-handshake', 'Connection failed (session closed)', 2),
  fails('h2-closed-before-settings', 'Connection failed (session closed)', 1),
  fails('never-accepted', 'Connection timeout', 3),
  fails('dns-silent', 'DNS Query timeout', 2),
  fails('invalid-url', 'Invalid URL syntax', 1),
  fails('stalled-handshake', 'Session protocol negotiation failure', 2),
  fails('no-common-protocol', 'Session protocol negotiation failure', 1),
  fails('h2-no-settings', 'Session protocol negotiation failure', 1),
  fails('h2-http1-text', 'Session protocol negotiation failure', 0),
  fails('plain-http', 'No SSL/TLS record', 3),
  fails('ssh-banner', 'No SSL/TLS record', 1),
  fails('smtp-banner', 'No SSL/TLS record', 0),
  fails('certificate-expired', 'TLS handshake failure', 4),
  fails('certificate-not-yet-valid', 'TLS handshake failure', 1),
  fails('certificate-self-signed', 'TLS handshake failure', 2),
  fails('certificate-of-unknown-ca', 'TLS handshake failure', 1),
  fails('certificate-of-other-name', 'TLS handshake failure', 2),
  fails('certificate-for-clients', 'TLS handshake failure', 0),
  fails('intermediate-missing', 'TLS handshake failure', 3),
  fails('intermediate-expired', 'TLS handshake failure', 0),
  fails('intermediate-is-no-ca', 'TLS handshake failure', 0),
  fails('unknown-root-sent', 'TLS handshake failure', 0),
  fails('client-certificate-wanted', 'TLS handshake failure', 1),
  fails('tls-1-1-only', 'TLS handshake failure', 1),
  fails('no-common-cipher', 'TLS handshake failure', 1),
  fails('reset-in-handshake', 'TLS handshake failure', 1),
  fails('nxdomain', 'Unknown host', 3),
  fails('dns-no-data', 'Unknown host', 1),
  fails('dns-server-failure', 'Unknown host', 1),
  fails('dns-refused', 'Unknown host', 0),
  fails('cname-loop', 'Unknown host', 0),
  fails('cname-without-address', 'Unknown host', 0),

  fails('silent', 'Request timeout', 8),
  fails('slow-headers', 'Request timeout', 2),
  fails('stalled-headers', 'Request timeout', 0),
  fails('endless-interim', 'Request timeout', 0),
  fails('dripping-body', 'Request timeout', 2),
  fails('stalled-body', 'Request timeout', 0),
  long(fails('lost-while-sending', 'Request timeout', 0)),
  long(fails('closed-while-sending', 'Request timeout', 0)),
  fails('h2-silent', 'Request timeout', 1),
  fails('h2-stalled-headers', 'Request timeout', 0),
  fails('h2-endless-interim', 'Request timeout', 0),
  fails('h2-dripping-body', 'Request timeout', 0),
  fails('h2-stalled-body', 'Request timeout', 0),
  long(fails('h2-lost-while-sending', 'Request timeout', 0)),

  fails('closed-after-handshake', 'Session closed unexpectedly', 0),
  fails('closed-after-request', 'Session closed unexpectedly', 3),
  fails('reset-after-request', 'Session closed unexpectedly', 1),
  fails('closed-in-headers', 'Session closed unexpectedly', 0),
  fails('reset-in-body', 'Session closed unexpectedly', 0),
  fails('half-body', 'Session closed unexpectedly', 2),
  fails('h2-closed-after-request', 'Session closed unexpectedly', 1),
  fails('h2-reset-after-request', 'Session closed unexpectedly', 0),
  fails('h2-goaway-then-closed', 'Session closed unexpectedly', 0),
  fails('h2-half-body', 'Session closed unexpectedly', 1),
  fails('h2-broken-protocol', 'Session closed unexpectedly', 0),
  fails('h2-broken-compression', 'Session closed unexpectedly', 0),
  fails('h2-reset-stream', 'Stream closed unexpectedly', 2),
  fails('h2-cancelled-after-200', 'Stream closed unexpectedly', 1),
  fails('h2-no-error-after-200', 'Stream closed unexpectedly', 0),
  fails('garbage', 'Unclassified webhook dispatch error', 2),
  fails('header-overflow', 'Unclassified webhook dispatch error', 1),
  fails('status-099', 'Unclassified webhook dispatch error', 1),
  fails('h2-status-099', 'Unclassified webhook dispatch error', 0),

  long(answersStatus('early-413', 413, 0)),
  long(answersStatus('h2-early-413', 413, 0)),
  ...STATUSES.map(([status, weight]) => answersStatus(`status-${status}`, status, weight)),
  ...HTTP2_STATUSES.map(([status, weight]) => answersStatus(`h2-status-${status}`, status, weight)),
]

function delivered(id: string, weight: number): PracticeCase {
  return { id, expected: 'delivered', weight }
}

function fails(id: string, detail: Label, weight: number): PracticeCase {
  return { id, expected: { cause: causeOfLabel(detail) ?? 'unclassified', detail }, weight }
}

function answersStatus(id: string, status: number, weight: number): PracticeCase {
  return { id, expected: { cause: 'error_status_code', detail: String(status) }, weight }
}

function long(one: PracticeCase): PracticeCase {
  return { ...one, bodyBytes: LONG_BODY_BYTES }
}
