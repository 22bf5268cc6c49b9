import { gzipSync } from 'node:zlib'

/**
 * How many bytes of JavaScript a page loads first, gzipped: the scripts that its HTML names, but those for browsers that
 * know no modules. What it loads later, as the chart, is none of them.
 * @param get answers the body of an address of the same server, with the session of the one who reads the page
 */
export async function firstScriptBytes(url: string, get: (url: string) => Promise<Buffer>): Promise<number> {
  const html = (await get(url)).toString('utf8')
  const named = [...html.matchAll(/<script[^>]*>/g)].flatMap(([tag]) => {
    const source = /\bsrc="([^"]+)"/.exec(tag)?.[1]
    return source === undefined || /\bnomodule\b/i.test(tag) ? [] : [new URL(source.replaceAll('&amp;', '&'), url).href]
  })
  const sizes = await Promise.all([...new Set(named)].map(async (script) => gzipSync(await get(script)).length))
  return sizes.reduce((sum, size) => sum + size, 0)
}
