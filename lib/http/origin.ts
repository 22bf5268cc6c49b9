import { TodokuError } from '@/lib/domain/errors.ts'

/** Only what both `Headers` and node:http's headers can answer. */
export type HeaderLookup = (name: string) => string | null | undefined

/**
 * A change that is authenticated by a cookie must come from the console's own pages.
 * With BASE_URL its origin alone is allowed, else the host that the request was made to.
 * @throws TodokuError `origin_denied`
 */
export function requireOwnOrigin(header: HeaderLookup, baseUrl: string | null): void {
  const site = header('sec-fetch-site')
  const origin = header('origin')
  const own = ownOrigins(header('host'), baseUrl)
  if (origin && own.includes(origin) && (!site || site === 'same-origin')) return
  throw new TodokuError('origin_denied', 'This change must come from the console itself.')
}

/**
 * Where no cookie is needed yet (set-up, sign-in): a browser must come from the console's own pages, another client,
 * which sends neither `Origin` nor `Sec-Fetch-Site`, need not.
 * @throws TodokuError `origin_denied`
 */
export function requireOwnOriginOfBrowser(header: HeaderLookup, baseUrl: string | null): void {
  if (header('origin') || header('sec-fetch-site')) requireOwnOrigin(header, baseUrl)
}

/** The origins under which this server is the caller's own. */
export function ownOrigins(host: string | null | undefined, baseUrl: string | null): string[] {
  if (baseUrl !== null) return [new URL(baseUrl).origin]
  return host ? [`http://${host}`, `https://${host}`] : []
}
