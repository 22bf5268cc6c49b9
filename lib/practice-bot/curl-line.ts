import type { PracticeCase } from '@/lib/domain/practice-cases.ts'

/** Cases that fail, or take a way of their own, while the name is looked up. */
const OF_NAMES = /^(nxdomain|dns-|cname-|silent-aaaa$|slow-a$|dead-ipv6$)/

/** Whether the case is the name server's, so that curl, which asks the system's, cannot see it. */
export function isOfName({ id }: PracticeCase): boolean {
  return OF_NAMES.test(id)
}

/** What curl needs to send a webhook to a case: to its address without a name server, with its CA, within our limits. */
export function curlArguments({ id, bodyBytes }: PracticeCase, url: string, caFile: string): string[] {
  return [
    '-vsS',
    '--max-time',
    id === 'never-accepted' || id === 'stalled-handshake' ? '3' : '2',
    '--cacert',
    caFile,
    '--connect-to',
    `::${id === 'only-aaaa' ? '[::1]' : '127.0.0.1'}:`,
    '--path-as-is',
    '--header',
    'content-type: application/json',
    '--data-binary',
    bodyBytes === undefined ? '{"events":[]}' : '@-',
    url,
  ]
}

/** A line for a shell that tries the case by hand. */
export function tryLine(one: PracticeCase, url: string, caFile: string, dnsServer: string): string {
  if (isOfName(one)) {
    const [address, port] = dnsServer.split(':')
    return `dig @${address} -p ${port} ${new URL(url).hostname}`
  }
  const line = ['curl', ...curlArguments(one, url, caFile).map(quoted)].join(' ')
  return one.bodyBytes === undefined ? line : `head -c ${one.bodyBytes} /dev/zero | ${line}`
}

function quoted(word: string): string {
  return /^[\w./:@=-]+$/.test(word) ? word : `'${word}'`
}
