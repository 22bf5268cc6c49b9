import { parseWebhookUrl } from './webhook-url.ts'

/**
 * The REST endpoint of a Braze instance as it is kept: an origin alone, as every call brings its path along.
 * Null for a URL with a path, a query or a fragment. What else is wrong with it `parseWebhookUrl` says.
 */
export function restEndpointOf(url: URL): string | null {
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : null
}

/**
 * Where a call goes: the endpoint and the path with its query, as they are. Null when the path would lead elsewhere or
 * is none: without a slash before it, with a fragment, with `..`, a backslash or an invisible character, or too long.
 */
export function brazeUrlOf(restEndpoint: string, path: string): string | null {
  if (!path.startsWith('/') || path.includes('#')) return null
  const parsed = parseWebhookUrl(`${restEndpoint}${path}`, { allowHttp: true })
  return parsed.ok && URL.canParse(restEndpoint) && parsed.url.origin === new URL(restEndpoint).origin
    ? `${restEndpoint}${path}`
    : null
}
