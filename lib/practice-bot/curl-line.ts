import type { PracticeCase } from '@/lib/domain/practice-cases.ts'

/** Cases that fail, or take a way of their own, while the name is looked up. */
const OF_NAMES = /^(nxdomain|dns-|cname-|silent-aaaa$|slow-a$|dead-ipv6$)/

/** Whether the case is the name server's: curl asks the system's, so that it is dig which sees it. */
export function isOfName({ id }: PracticeCase): boolean {
  return OF_NAMES.test(id)
}

/**
 * What curl needs to send a webhook to a case: with its CA, within our limits, to the given addresses of its name or
 * else to where its servers are.
 */
export function curlArguments(
  { id, bodyBytes }: PracticeCase,
  url: string,
  caFile: string,
  addresses?: readonly string[],
): string[] {
  return [
    '-vsS',
    '--max-time',
    id === 'never-accepted' || id === 'stalled-handshake' ? '3' : '2',
    '--cacert',
    caFile,
    ...wayTo(new URL(url), id, addresses),
    '--path-as-is',
    '--header',
    'content-type: application/json',
    '--data-binary',
    bodyBytes === undefined ? '{"events":[]}' : '@-',
    url,
  ]
}

function wayTo({ hostname, port }: URL, id: string, addresses: readonly string[] | undefined): string[] {
  if (addresses === undefined) return ['--connect-to', `::${id === 'only-aaaa' ? '[::1]' : '127.0.0.1'}:`]
  const listed = addresses.map((address) => (address.includes(':') ? `[${address}]` : address)).join(',')
  return ['--resolve', `${hostname}:${port}:${listed}`]
}

/** What dig needs to ask the practice name server for a URL's name, as long as we ask it. */
export function digArguments(url: string, dnsServer: string, type: string): string[] {
  const [address = '', port = ''] = dnsServer.split(':')
  return ['+time=2', '+tries=1', `@${address}`, '-p', port, new URL(url).hostname, type]
}

/** A line for a shell that tries the case by hand. */
export function tryLine(one: PracticeCase, url: string, caFile: string, dnsServer: string): string {
  if (isOfName(one)) return ['dig', ...digArguments(url, dnsServer, 'A')].join(' ')
  const line = ['curl', ...curlArguments(one, url, caFile).map(quoted)].join(' ')
  return one.bodyBytes === undefined ? line : `head -c ${one.bodyBytes} /dev/zero | ${line}`
}

function quoted(word: string): string {
  return /^[\w./:@=-]+$/.test(word) ? word : `'${word}'`
}
