const YEAR_S = 365 * 24 * 60 * 60

/** A preference that the server reads at the next rendering; null forgets it. */
export function writeCookie(name: string, value: string | null): void {
  const life = value === null ? 'max-age=0' : `max-age=${YEAR_S}`
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and over plain http
  document.cookie = `${name}=${value ?? ''}; path=/; samesite=lax; ${life}`
}
