import { gzipSync } from 'node:zlib'

/**
 * How many bytes of JavaScript a page loads first, gzipped: the scripts that its HTML names. What it loads later, as the
 * chart, is none of them.
 * @param get answers the body of an address of the same server, with the session of the one who reads the page
 */
export async function firstScriptBytes(url: string, get: (url: string) => Promise<Buffer>): Promise<number> {
  const html = (await get(url)).toString('utf8')
  const named = html.matchAll(/<(?:script[^>]+src|link[^>]+as="script"[^>]+href)="([^"]+)"/g)
  const scripts = new Set([...named].map(([, address = '']) => new URL(address.replaceAll('&amp;', '&'), url).href))
  const sizes = await Promise.all([...scripts].map(async (script) => gzipSync(await get(script)).length))
  return sizes.reduce((sum, size) => sum + size, 0)
}
