import type { IncomingHttpHeaders } from 'node:http'

/** Of the connection, not of the call (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'http2-settings',
]

/** Ours or this server's: the sender writes its own, and cookies and the way to here concern nobody else. */
const OURS = [
  'host',
  'content-length',
  'accept-encoding',
  'authorization',
  'cookie',
  'forwarded',
  'x-todoku-client-address',
]

/** The headers of a call that go on to the REST endpoint. */
export function callHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {}
  const left = new Set([...HOP_BY_HOP, ...OURS, ...namedBy(headers.connection)])
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || left.has(name) || name.startsWith('x-forwarded-')) continue
    passed[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return passed
}

/** The headers of the answer that go back to the caller: all but the connection's, and cookies, which would be ours. */
export function answerHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | string[]> {
  const connection = headers.connection
  const left = new Set([
    ...HOP_BY_HOP,
    ...namedBy([connection].flat().join()),
    'content-length',
    'set-cookie',
    'set-cookie2',
  ])
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined || left.has(name) ? [] : [[name, value]])),
  )
}

function namedBy(connection: string | undefined): string[] {
  return (connection ?? '').split(',').map((name) => name.trim().toLowerCase())
}
