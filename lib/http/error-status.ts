import type { ErrorCode } from '@/lib/domain/errors.ts'

/** The one place where a refusal becomes a status: 4xx is the caller's and final, 5xx and 429 may be tried again. */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_url: 400,
  address_denied: 422,
  unauthorized: 401,
  origin_denied: 403,
  not_found: 404,
  method_not_allowed: 405,
  use_webhook_is_off: 409,
  no_webhook_url: 409,
  administrator_exists: 404,
  wrong_set_up_token: 401,
  wrong_credentials: 401,
  too_many_buckets: 400,
  payload_too_large: 413,
  unsupported_media_type: 415,
  nothing_accepted: 422,
  practice_running: 409,
  rate_limited: 429,
  not_ready: 503,
  internal_error: 500,
} as const satisfies Record<ErrorCode, number>
