import type { IncomingHttpHeaders } from 'node:http'

const ALWAYS = new Set(['content-type', 'user-agent'])

/**
 * What a bot gets of the headers of a webhook that came to the gateway: what it is, who says so, and LINE's own. What
 * concerns the connection, or another host's cookies and credentials, stays here.
 */
export function passedOnHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || !(ALWAYS.has(name) || name.startsWith('x-line-'))) continue
    passed[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return passed
}
