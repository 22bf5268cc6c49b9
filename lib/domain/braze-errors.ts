/**
 * Braze's fatal errors, as the second seed's table names them ("APIのエラーとレスポンス"): status and `message`.
 * The order is the seed's and the numbers in lib/domain/reasons.ts go by it, so a new row goes to the end. The seed has
 * three rows *400 Bad Request*; two of them say in brackets what they are about.
 */
export const BRAZE_ERRORS = [
  [400, 'Bad Request'],
  [400, 'No Recipients'],
  [400, 'Invalid Campaign ID'],
  [400, 'Message Variant Unspecified'],
  [400, 'Invalid Message Variant'],
  [400, 'Mismatched Message Type'],
  [400, 'Invalid Extra Push Payload'],
  [400, 'Max Input Length Exceeded'],
  [400, 'The max number of external_ids and aliases per request was exceeded'],
  [400, 'The max number of ids per request was exceeded'],
  [400, 'No message to send'],
  [400, 'Slideup Message Length Exceeded'],
  [400, 'Apple Push Length Exceeded'],
  [400, 'Android Push Length Exceeded'],
  [400, 'Bad Request (send_at)'],
  [400, 'Bad Request (in_local_time)'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [403, 'Access Denied'],
  [404, 'Not Found'],
  [429, 'Rate Limited'],
] as const satisfies readonly (readonly [status: number, name: string])[]

export type BrazeErrorName = (typeof BRAZE_ERRORS)[number][1]
type DetailOf<Row> = Row extends readonly [infer S extends number, infer N extends string] ? `${S} ${N}` : never
/** A row as a detail: `400 No Recipients`. */
export type BrazeDetail = DetailOf<(typeof BRAZE_ERRORS)[number]>

export const BRAZE_DETAILS: readonly BrazeDetail[] = BRAZE_ERRORS.map(
  ([status, name]) => `${status} ${name}` as BrazeDetail,
)

/** The seed's row *5XX Internal Server Error*: whatever the message says, the status tells. */
export const BRAZE_SERVER_ERROR = 'Internal Server Error'

export function isBrazeDetail(detail: string): detail is BrazeDetail {
  return (BRAZE_DETAILS as readonly string[]).includes(detail)
}

/** `503 Internal Server Error` and the like, which LINE channels never have. */
export function isBrazeServerError(detail: string): boolean {
  return /^5\d\d /.test(detail) && detail.slice(4) === BRAZE_SERVER_ERROR
}

/** Does Braze ask its callers to send this status again, with exponential backoff? Every other 4xx is final. */
export function isBrazeRetryable(status: number): boolean {
  return status === 429 || (status >= 500 && status <= 599)
}
