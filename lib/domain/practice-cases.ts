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

/** Every way in which the practice bot answers or fails: each label that HTTP/1.1 can produce, by a real failure. */
export const PRACTICE_CASES: readonly PracticeCase[] = [
  delivered('ok', 60),
  delivered('no-content', 4),
  delivered('early-continue', 2),
  delivered('slow-success', 4),
  delivered('big-body', 2),

  fails('refused', 'Connection failed', 4),
  fails('closed-on-accept', 'Connection failed (session closed)', 2),
  fails('closed-in-handshake', 'Connection failed (session closed)', 2),
  fails('never-accepted', 'Connection timeout', 3),
  fails('dns-silent', 'DNS Query timeout', 2),
  fails('invalid-url', 'Invalid URL syntax', 1),
  fails('stalled-handshake', 'Session protocol negotiation failure', 2),
  fails('no-common-protocol', 'Session protocol negotiation failure', 1),
  fails('plain-http', 'No SSL/TLS record', 3),
  fails('ssh-banner', 'No SSL/TLS record', 1),
  fails('certificate-expired', 'TLS handshake failure', 4),
  fails('certificate-not-yet-valid', 'TLS handshake failure', 1),
  fails('certificate-self-signed', 'TLS handshake failure', 2),
  fails('certificate-of-unknown-ca', 'TLS handshake failure', 1),
  fails('certificate-of-other-name', 'TLS handshake failure', 2),
  fails('intermediate-missing', 'TLS handshake failure', 3),
  fails('client-certificate-wanted', 'TLS handshake failure', 1),
  fails('tls-1-1-only', 'TLS handshake failure', 1),
  fails('no-common-cipher', 'TLS handshake failure', 1),
  fails('reset-in-handshake', 'TLS handshake failure', 1),
  fails('nxdomain', 'Unknown host', 3),
  fails('dns-no-data', 'Unknown host', 1),
  fails('dns-server-failure', 'Unknown host', 1),

  fails('silent', 'Request timeout', 8),
  fails('slow-headers', 'Request timeout', 2),
  fails('dripping-body', 'Request timeout', 2),
  { ...fails('lost-while-sending', 'Request timeout', 0), bodyBytes: 16 * 1024 * 1024 },

  fails('closed-after-request', 'Session closed unexpectedly', 3),
  fails('reset-after-request', 'Session closed unexpectedly', 1),
  fails('half-body', 'Session closed unexpectedly', 2),
  fails('garbage', 'Unclassified webhook dispatch error', 2),
  fails('header-overflow', 'Unclassified webhook dispatch error', 1),
  fails('status-099', 'Unclassified webhook dispatch error', 1),

  ...STATUSES.map(([status, weight]) => ({
    id: `status-${status}`,
    expected: { cause: 'error_status_code' as const, detail: String(status) },
    weight,
  })),
]

function delivered(id: string, weight: number): PracticeCase {
  return { id, expected: 'delivered', weight }
}

function fails(id: string, detail: Label, weight: number): PracticeCase {
  return { id, expected: { cause: causeOfLabel(detail) ?? 'unclassified', detail }, weight }
}
