import type { Outcome } from './outcome.ts'
import type { LabelledCause } from './taxonomy.ts'

export const LINE_TEST_REASONS = [
  'OK',
  'COULD_NOT_CONNECT',
  'REQUEST_TIMEOUT',
  'ERROR_STATUS_CODE',
  'UNCLASSIFIED',
] as const
export type LineTestReason = (typeof LINE_TEST_REASONS)[number]

export type LineTestResult = {
  success: boolean
  /** ISO 8601. */
  timestamp: string
  /** 0 when there was no response. */
  statusCode: number
  reason: LineTestReason
  /** The status, or a label; with the URL where no connection came about. */
  detail: string
}

const REASONS = {
  could_not_connect: 'COULD_NOT_CONNECT',
  request_timeout: 'REQUEST_TIMEOUT',
  unclassified: 'UNCLASSIFIED',
} as const satisfies Record<LabelledCause, LineTestReason>

/** What LINE tells of a verification as a refusal of the URL (400), and not as a result. */
const REFUSED: readonly string[] = ['Invalid URL syntax', 'Unknown host']

/**
 * A verification as LINE's "test webhook endpoint" answers it, or null where LINE refuses the URL instead: one that does
 * not parse, and one whose host does not resolve.
 */
export function lineTestResult(of: { startedAtMs: number; url: string; outcome: Outcome }): LineTestResult | null {
  const { outcome, url } = of
  const timestamp = new Date(of.startedAtMs).toISOString()
  const statusCode = outcome.status ?? 0
  if (outcome.state === 'delivered') {
    return { success: true, timestamp, statusCode, reason: 'OK', detail: String(statusCode) }
  }
  const { cause, detail } = outcome
  if (cause === 'error_status_code')
    return { success: false, timestamp, statusCode, reason: 'ERROR_STATUS_CODE', detail }
  if (REFUSED.includes(detail)) return null
  const told = cause === 'could_not_connect' ? `${detail}: ${url}` : detail
  return { success: false, timestamp, statusCode: 0, reason: REASONS[cause], detail: told }
}
