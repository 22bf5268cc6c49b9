const REDACTED = '[redacted]'

/** Of requests and of answers: whoever reads one of these could speak for somebody else. */
const SECRET = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'set-cookie2',
  'x-line-signature',
  'webhook-signature',
])

/** Headers fit to be stored: secrets redacted, names in lower case, repeated ones joined. */
export function redactHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const redacted: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    redacted[key] = SECRET.has(key) ? REDACTED : typeof value === 'string' ? value : value.join(', ')
  }
  return redacted
}
