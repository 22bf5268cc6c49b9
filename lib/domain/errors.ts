/** Every refusal that the outside can see, by its stable code. `lib/http` maps each to a status, `lib/i18n` to a sentence. */
export const ERROR_CODES = [
  'invalid_request',
  'invalid_json',
  'invalid_url',
  'address_denied',
  'unauthorized',
  'origin_denied',
  'not_found',
  'method_not_allowed',
  'use_webhook_is_off',
  'no_webhook_url',
  'administrator_exists',
  'wrong_set_up_token',
  'wrong_credentials',
  'too_many_buckets',
  'payload_too_large',
  'unsupported_media_type',
  'nothing_accepted',
  'practice_running',
  'delivery_pending',
  'cannot_be_redelivered',
  'nothing_to_redeliver',
  'channel_suspended',
  'run_going_on',
  'run_is_over',
  'too_many_deliveries',
  'idempotency_key_reused',
  'send_of_another_campaign',
  'needs_line_channel',
  'unreadable_file',
  'empty_file',
  'wrong_signature',
  'rate_limited',
  'upstream_unreachable',
  'upstream_timeout',
  'not_ready',
  'internal_error',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What can be wrong with one item of a batch, or be remarked on an accepted request. */
export const ITEM_ERROR_CODES = [
  'invalid_item',
  'invalid_json',
  'invalid_time',
  'time_out_of_range',
  'invalid_outcome',
  'invalid_detail',
  'id_reused',
  'send_of_another_campaign',
  'item_too_large',
  'host_not_found',
] as const
export type ItemErrorCode = (typeof ITEM_ERROR_CODES)[number]

/** `index` counts the items of the request from 0; absent where the remark is about the whole. */
export type ItemError = { index?: number; code: ItemErrorCode; message: string; field?: string }

const BRAND = Symbol.for('todoku.error')

/**
 * A refusal with a stable code. What is thrown besides it is a fault of ours and becomes `internal_error`.
 * Next loads this module several times, so `instanceof` goes by a brand that all copies share.
 */
export class TodokuError extends Error {
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value
  }

  readonly [BRAND] = true
  readonly code: ErrorCode
  readonly errors: ItemError[]
  readonly retryAfterS: number | null

  constructor(
    code: ErrorCode,
    message: string,
    more: { errors?: ItemError[]; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'TodokuError'
    this.code = code
    this.errors = more.errors ?? []
    this.retryAfterS = more.retryAfterS ?? null
  }
}

/** Why the server refuses to start; printed with its message, then a non-zero exit. */
export const START_ERROR_CODES = [
  'settings_invalid',
  'data_dir_not_writable',
  'secret_key_missing',
  'secret_key_wrong',
] as const
export type StartErrorCode = (typeof START_ERROR_CODES)[number]

/** An expected reason not to start: the message says what to do. Everything else that stops a start is a fault of ours. */
export class StartError extends Error {
  readonly code: StartErrorCode

  constructor(code: StartErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartError'
    this.code = code
  }
}
