/**
 * The four causes and their details, as the first seed document
 * (LINE, "Webhookのエラーの原因と統計情報を確認する") names them.
 */
export const CAUSES = ['could_not_connect', 'request_timeout', 'error_status_code', 'unclassified'] as const
export type Cause = (typeof CAUSES)[number]

/** The fourteen labels by cause; `error_status_code` has statuses instead. The order is the seed's. */
export const LABELS = {
  could_not_connect: [
    'Connection failed',
    'Connection failed (received GOAWAY)',
    'Connection failed (session closed)',
    'Connection timeout',
    'DNS Query timeout',
    'Invalid URL syntax',
    'Session protocol negotiation failure',
    'No SSL/TLS record',
    'TLS handshake failure',
    'Unknown host',
  ],
  request_timeout: ['Request timeout'],
  error_status_code: [],
  unclassified: ['Session closed unexpectedly', 'Stream closed unexpectedly', 'Unclassified webhook dispatch error'],
} as const satisfies Record<Cause, readonly string[]>

export type LabelledCause = Exclude<Cause, 'error_status_code'>
export type Label = (typeof LABELS)[LabelledCause][number]
export const ALL_LABELS: readonly Label[] = Object.values(LABELS).flat()

/** May the bot have processed the request? Decides whether sending it again is safe. */
export const PROCESSED = ['no', 'maybe', 'yes'] as const
export type Processed = (typeof PROCESSED)[number]

export const PURPOSES = ['delivery', 'redelivery', 'verification'] as const
export type Purpose = (typeof PURPOSES)[number]

/** The cause that a label stands under, or null when it is none of the fourteen. */
export function causeOfLabel(label: string): LabelledCause | null {
  for (const cause of CAUSES) {
    if (cause !== 'error_status_code' && (LABELS[cause] as readonly string[]).includes(label)) return cause
  }
  return null
}

export function isCause(value: string): value is Cause {
  return (CAUSES as readonly string[]).includes(value)
}
