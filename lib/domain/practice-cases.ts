import { type Cause, causeOfLabel, type Label } from './taxonomy.ts'

/** What a practice case is expected to end in: for tests and the console's checklist, never for labelling. */
export type ExpectedOutcome = 'delivered' | { cause: Cause; detail: string }

export type PracticeCase = {
  id: string
  /** What happens on the wire, for those who read the table of all cases. */
  situation: string
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
  delivered('ok', 54, 'An answer at once'),
  delivered('no-content', 4, '204 without a body'),
  delivered('early-continue', 2, '100 and 103 before the 200'),
  delivered('slow-success', 4, 'The answer takes 1.5 s'),
  delivered('big-body', 2, 'A body of 1 MiB'),
  delivered('endless-body', 0, 'A body without an end: reading stops at 64 KiB and the status decides'),
  delivered('stale-connection', 0, 'A kept connection is closed when it is used again: one fresh try'),
  delivered('only-aaaa', 0, 'The name has an IPv6 address only'),
  delivered('dead-ipv6', 0, 'A dead IPv6 address beside a live IPv4 one'),
  delivered('silent-aaaa', 0, 'The name server answers for IPv4 and is silent for IPv6'),
  delivered('slow-a', 0, 'The name server takes 1 s'),
  delivered('h2-ok', 6, 'An answer at once, over HTTP/2'),
  delivered('h2-no-content', 1, '204 without a body, over HTTP/2'),
  delivered('h2-interim', 1, '100 and 103 before the 200, over HTTP/2'),
  delivered('h2-slow-success', 1, 'The answer takes 1.5 s, over HTTP/2'),
  delivered('h2-big-body', 1, 'A body of 1 MiB, over HTTP/2'),
  delivered('h2-endless-body', 0, 'A body without an end, over HTTP/2'),
  delivered('h2-goaway-graceful', 2, 'GOAWAY that leaves our request in, then 200'),
  delivered('h2-reset-after-answer', 0, 'A complete 200, then RST_STREAM with NO_ERROR'),
  delivered('h2-old-cipher', 0, 'HTTP/2 chosen with a cipher suite for HTTP/1.x only: asked again for HTTP/1.1'),

  fails('refused', 'Connection failed', 4, 'Nobody listens on the port'),
  fails('h2-refused-stream', 'Connection failed', 1, 'RST_STREAM with REFUSED_STREAM'),
  fails('h2-zero-streams', 'Connection failed', 0, 'SETTINGS that allow no request, never raised'),
  fails('h2-goaway', 'Connection failed (received GOAWAY)', 2, 'GOAWAY whose last stream is below ours'),
  fails('h2-goaway-closed', 'Connection failed (received GOAWAY)', 1, 'The same with an error, and the end'),
  fails('h2-goaway-at-once', 'Connection failed (received GOAWAY)', 0, 'GOAWAY right after SETTINGS'),
  fails('closed-on-accept', 'Connection failed (session closed)', 2, 'Closed as soon as it was accepted'),
  fails('closed-in-handshake', 'Connection failed (session closed)', 2, 'Closed after our first TLS message'),
  fails('h2-closed-before-settings', 'Connection failed (session closed)', 1, 'Closed instead of SETTINGS'),
  fails('never-accepted', 'Connection timeout', 3, 'The connection is never accepted'),
  fails('dns-silent', 'DNS Query timeout', 2, 'The name server is silent'),
  fails('invalid-url', 'Invalid URL syntax', 1, 'A path with `..`'),
  fails('stalled-handshake', 'Session protocol negotiation failure', 2, 'Accepted, then silent'),
  fails('no-common-protocol', 'Session protocol negotiation failure', 1, 'Neither HTTP/1.1 nor HTTP/2 (ALPN)'),
  fails('h2-no-settings', 'Session protocol negotiation failure', 1, 'HTTP/2 chosen, then no SETTINGS'),
  fails('h2-http1-text', 'Session protocol negotiation failure', 0, 'HTTP/2 chosen, then HTTP/1.1 spoken'),
  fails('plain-http', 'No SSL/TLS record', 3, 'Plain HTTP on the TLS port'),
  fails('ssh-banner', 'No SSL/TLS record', 1, 'An SSH server on the TLS port'),
  fails('smtp-banner', 'No SSL/TLS record', 0, 'A mail server on the TLS port'),
  fails('certificate-expired', 'TLS handshake failure', 4, 'The certificate has expired'),
  fails('certificate-not-yet-valid', 'TLS handshake failure', 1, 'The certificate is not yet valid'),
  fails('certificate-self-signed', 'TLS handshake failure', 2, 'The certificate is self-signed'),
  fails('certificate-of-unknown-ca', 'TLS handshake failure', 1, 'Issued by a CA that nobody trusts'),
  fails('certificate-of-other-name', 'TLS handshake failure', 2, 'Issued for another host name'),
  fails('certificate-for-clients', 'TLS handshake failure', 0, 'Issued for clients, not for servers'),
  fails('intermediate-missing', 'TLS handshake failure', 3, 'The chain lacks its intermediate'),
  fails('intermediate-expired', 'TLS handshake failure', 0, 'The intermediate has expired'),
  fails('intermediate-is-no-ca', 'TLS handshake failure', 0, 'The intermediate is no CA'),
  fails('unknown-root-sent', 'TLS handshake failure', 0, 'The whole chain, up to a root that nobody trusts'),
  fails('client-certificate-wanted', 'TLS handshake failure', 1, 'The server wants a client certificate'),
  fails('tls-1-1-only', 'TLS handshake failure', 1, 'TLS 1.1 at most'),
  fails('no-common-cipher', 'TLS handshake failure', 1, 'No cipher suite in common'),
  fails('reset-in-handshake', 'TLS handshake failure', 1, 'Reset after our first TLS message'),
  fails('nxdomain', 'Unknown host', 3, 'The name does not exist'),
  fails('dns-no-data', 'Unknown host', 1, 'The name has no address'),
  fails('dns-server-failure', 'Unknown host', 1, 'The name server answers SERVFAIL'),
  fails('dns-refused', 'Unknown host', 0, 'The name server answers REFUSED'),
  fails('cname-loop', 'Unknown host', 0, 'Two names that stand for each other'),
  fails('cname-without-address', 'Unknown host', 0, 'The name stands for one without an address'),

  fails('silent', 'Request timeout', 8, 'Accepted the request, then silent'),
  fails('slow-headers', 'Request timeout', 2, 'Headers, one after another, without an end'),
  fails('stalled-headers', 'Request timeout', 0, 'Half of the headers, then silent'),
  fails('endless-interim', 'Request timeout', 0, '103, again and again'),
  fails('dripping-body', 'Request timeout', 2, 'The body comes byte by byte'),
  fails('stalled-body', 'Request timeout', 0, 'One byte of the body, then silent'),
  long(fails('lost-while-sending', 'Request timeout', 0, 'Reset while the request is being sent')),
  long(fails('closed-while-sending', 'Request timeout', 0, 'Closed while the request is being sent')),
  fails('h2-silent', 'Request timeout', 1, 'Accepted the request, then silent, over HTTP/2'),
  fails('h2-stalled-headers', 'Request timeout', 0, 'HEADERS without an end'),
  fails('h2-endless-interim', 'Request timeout', 0, '103, again and again, over HTTP/2'),
  fails('h2-dripping-body', 'Request timeout', 0, 'The body comes byte by byte, over HTTP/2'),
  fails('h2-stalled-body', 'Request timeout', 0, 'One byte of the body, then silent, over HTTP/2'),
  long(fails('h2-lost-while-sending', 'Request timeout', 0, 'Reset while the request is being sent, over HTTP/2')),

  fails('closed-after-request', 'Session closed unexpectedly', 3, 'Closed instead of an answer'),
  fails('reset-after-request', 'Session closed unexpectedly', 1, 'Reset instead of an answer'),
  fails('closed-in-headers', 'Session closed unexpectedly', 0, 'Closed in the middle of the headers'),
  fails('half-body', 'Session closed unexpectedly', 2, 'Closed in the middle of the body of a 200'),
  fails('h2-closed-after-request', 'Session closed unexpectedly', 1, 'Closed instead of an answer, over HTTP/2'),
  fails('h2-reset-after-request', 'Session closed unexpectedly', 0, 'Reset instead of an answer, over HTTP/2'),
  fails('h2-goaway-then-closed', 'Session closed unexpectedly', 0, 'GOAWAY that leaves our request in, then closed'),
  fails('h2-half-body', 'Session closed unexpectedly', 1, 'Closed in the middle of the body of a 200, over HTTP/2'),
  fails('h2-broken-protocol', 'Session closed unexpectedly', 0, 'A frame that HTTP/2 forbids'),
  fails('h2-broken-compression', 'Session closed unexpectedly', 0, 'Headers that cannot be decoded'),
  fails('h2-reset-stream', 'Stream closed unexpectedly', 2, 'RST_STREAM with INTERNAL_ERROR'),
  fails('h2-cancelled-after-200', 'Stream closed unexpectedly', 1, 'RST_STREAM with CANCEL after the headers of a 200'),
  fails('h2-no-error-after-200', 'Stream closed unexpectedly', 0, 'The same with NO_ERROR'),
  fails('garbage', 'Unclassified webhook dispatch error', 2, 'An answer that is not HTTP'),
  fails('header-overflow', 'Unclassified webhook dispatch error', 1, 'Headers of 64 KiB'),
  fails('status-099', 'Unclassified webhook dispatch error', 1, 'A status that there is not'),
  fails('h2-status-099', 'Unclassified webhook dispatch error', 0, 'A status that there is not, over HTTP/2'),

  long(answersStatus('early-413', 413, 0, '413 before the request has been read')),
  long(answersStatus('h2-early-413', 413, 0, '413 before the request has been read, over HTTP/2')),
  ...STATUSES.map(([status, weight]) => answersStatus(`status-${status}`, status, weight, `The status ${status}`)),
  ...HTTP2_STATUSES.map(([status, weight]) =>
    answersStatus(`h2-status-${status}`, status, weight, `The status ${status}, over HTTP/2`),
  ),
]

function delivered(id: string, weight: number, situation: string): PracticeCase {
  return { id, situation, expected: 'delivered', weight }
}

function fails(id: string, detail: Label, weight: number, situation: string): PracticeCase {
  return { id, situation, expected: { cause: causeOfLabel(detail) ?? 'unclassified', detail }, weight }
}

function answersStatus(id: string, status: number, weight: number, situation: string): PracticeCase {
  return { id, situation, expected: { cause: 'error_status_code', detail: String(status) }, weight }
}

function long(one: PracticeCase): PracticeCase {
  return { ...one, bodyBytes: LONG_BODY_BYTES }
}
