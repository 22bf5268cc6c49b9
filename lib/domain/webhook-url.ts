export const MAX_WEBHOOK_URL_LENGTH = 500

export type WebhookUrlFault =
  | 'unparsable'
  | 'user_info'
  | 'control_character'
  | 'backslash'
  | 'dot_segments'
  | 'scheme'
  | 'port'
  | 'too_long'

export type ParsedWebhookUrl = { ok: true; url: URL } | { ok: false; reason: WebhookUrlFault }

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSEEN = /[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff]|\s|\p{Surrogate}/u
/** Characters that RFC 3986 allows nowhere, and percent signs that encode nothing. */
const ILLEGAL = /["<>^`{|}]|%(?![0-9a-f]{2})/i
const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)([^?#]*)/i
const DOT_SEGMENT = /^(?:\.|%2e){2}$/i

/**
 * The URL of a webhook, or why it is none. The raw text is checked first, because WHATWG's parser silently repairs
 * what the RFC forbids (drops tabs, turns backslashes, resolves `..`).
 */
export function parseWebhookUrl(raw: string, { allowHttp }: { allowHttp: boolean }): ParsedWebhookUrl {
  const reason = faultOfText(raw)
  if (reason) return { ok: false, reason }
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url === null || url.hostname === '' || /^\.|\.\./.test(url.hostname)) return { ok: false, reason: 'unparsable' }
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) return { ok: false, reason: 'scheme' }
  if (!isAllowedPort(portOf(url))) return { ok: false, reason: 'port' }
  return { ok: true, url }
}

/** A URL that could be sent to, were it not for our rules: no fault of the bot's, and so no attempt. */
export function isRefusedByPolicy(reason: WebhookUrlFault): boolean {
  return reason === 'scheme' || reason === 'port' || reason === 'user_info' || reason === 'too_long'
}

/** The port that the URL means, also when it is the scheme's own. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'http:' ? 80 : 443
}

function faultOfText(raw: string): WebhookUrlFault | null {
  if (raw.length > MAX_WEBHOOK_URL_LENGTH) return 'too_long'
  if (UNSEEN.test(raw)) return 'control_character'
  if (raw.includes('\\')) return 'backslash'
  const shape = SHAPE.exec(raw)
  if (shape === null || ILLEGAL.test(raw)) return 'unparsable'
  const [, , authority = '', path = ''] = shape
  if (authority.includes('@')) return 'user_info'
  if (path.split('/').some((segment) => DOT_SEGMENT.test(segment))) return 'dot_segments'
  return null
}

function isAllowedPort(port: number): boolean {
  return port === 80 || port === 443 || port >= 1024
}
