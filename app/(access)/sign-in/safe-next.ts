const ANY_ORIGIN = 'http://here.invalid'

/**
 * Where to go after signing in: a path of this site and nothing else. Browsers read `\` as `/` and drop tabs and line
 * breaks, so the parsed address decides, and the parsed path is what is used.
 */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, ANY_ORIGIN)) return '/'
  const url = new URL(next, ANY_ORIGIN)
  if (url.origin !== ANY_ORIGIN || url.pathname.startsWith('//') || url.pathname.startsWith('/api/')) return '/'
  return url.pathname + url.search + url.hash
}
