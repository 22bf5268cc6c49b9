import { type ItemError, TodokuError } from '@/lib/domain/errors.ts'
import { ERROR_STATUS } from './error-status.ts'

/** An answer before it is Next's or node:http's. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

/** Seconds after which a 429 or 503 may be tried again when nothing better is known. */
const RETRY_AFTER_S = 5

/** Where the fault is ours; `log` gets what the caller must not see. */
export type FaultLog = (error: unknown, requestId: string) => void

/**
 * The envelope of what was accepted, wholly or in part: `{"message":"success", …}`, with `errors` only when there are any.
 */
export function success(payload: object, more: { status?: 200 | 201 | 202; errors?: ItemError[] } = {}): Answer {
  const errors = more.errors?.length ? { errors: more.errors } : {}
  return jsonAnswer(more.status ?? 200, { message: 'success', ...payload, ...errors })
}

/**
 * The envelope of what was refused. What is no TodokuError is a fault of ours: a fixed sentence outside, all of it in the
 * log under the same request id.
 */
export function failure(error: unknown, requestId: string, log: FaultLog): Answer {
  if (!(error instanceof TodokuError) || error.code === 'internal_error') {
    log(error, requestId)
    const message = `Something went wrong on our side. Try again; the log has the reason under the request id ${requestId}.`
    return jsonAnswer(500, { message, code: 'internal_error' })
  }
  const status = ERROR_STATUS[error.code]
  const errors = error.errors.length ? { errors: error.errors } : {}
  const answer = jsonAnswer(status, { message: error.message, code: error.code, ...errors })
  if (status === 429 || status === 503) answer.headers['retry-after'] = String(error.retryAfterS ?? RETRY_AFTER_S)
  return answer
}

function jsonAnswer(status: number, body: object): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: JSON.stringify(body) }
}

/** For Next's route handlers. */
export function toResponse(answer: Answer): Response {
  return new Response(answer.body, { status: answer.status, headers: answer.headers })
}
