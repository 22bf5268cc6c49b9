const REDACTED = '[redacted]'
const SECRET_REQUEST_HEADERS = [
  'x-line-signature',
  'webhook-signature',
  'authorization',
  'proxy-authorization',
  'cookie',
]
const SECRET_RESPONSE_HEADERS = ['set-cookie', 'set-cookie2', 'authorization']

/** Headers as sent, fit to be stored; names in lower case. */
export function redactRequestHeaders(headers: Record<string, string>): Record<string, string> {
  return redact(headers, SECRET_REQUEST_HEADERS)
}

/** Headers as they came, repeated ones joined, fit to be stored. */
export function redactResponseHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return redact(headers, SECRET_RESPONSE_HEADERS)
}

function redact(headers: Record<string, string | string[] | undefined>, secret: readonly string[]) {
  const redacted: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    redacted[key] = secret.includes(key) ? REDACTED : [value].flat().join(', ')
  }
  return redacted
}
