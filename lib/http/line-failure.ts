import { type ErrorCode, TodokuError } from '@/lib/domain/errors.ts'
import { type Answer, type FaultLog, failure } from './envelope.ts'

/** What LINE's own API says; the sentences are those of its reference ("Error responses"). */
const LINE_SAYS: Partial<Record<ErrorCode, { status?: number; message: string }>> = {
  invalid_url: { message: 'Invalid webhook endpoint URL' },
  address_denied: { status: 400, message: 'Invalid webhook endpoint URL' },
  no_webhook_url: { status: 404, message: 'Webhook endpoint not found' },
  not_found: { message: 'Not found' },
  method_not_allowed: { message: 'Method not allowed' },
  invalid_json: { message: 'The request body could not be parsed as JSON' },
  invalid_request: { message: 'The request body has 1 error(s)' },
  rate_limited: { message: 'The API rate limit has been exceeded. Try again later.' },
}

/** As `failure`, in the form of LINE's API: `{"message", "details"?}` without a code of ours. */
export function lineFailure(error: unknown, requestId: string, log: FaultLog): Answer {
  const answer = failure(error, requestId, log)
  const own = error instanceof TodokuError ? error : null
  const says = own ? LINE_SAYS[own.code] : undefined
  return { ...answer, status: says?.status ?? answer.status, body: JSON.stringify(bodyOf(own, says?.message)) }
}

function bodyOf(error: TodokuError | null, message: string | undefined): object {
  if (error === null || error.code === 'internal_error') return { message: 'Internal server error' }
  if (error.code === 'unauthorized') {
    return { message: `Authentication failed due to the following reason: ${error.message}` }
  }
  if (error.code === 'invalid_request') return { message, details: [{ message: error.message }] }
  return { message: message ?? error.message }
}
