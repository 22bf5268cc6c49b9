import dns from 'node:dns'
import { isIP } from 'node:net'
import { AttemptFault, codeOf } from './attempt-fault.ts'
import { startDeadline } from './deadline.ts'
import { readHostsFile } from './hosts-file.ts'

/** How names become addresses. Connections are reused only among attempts with the same resolver. */
export type WebhookResolver = {
  /**
   * All addresses of a host name, IPv4 first; one answering family is enough.
   * @throws AttemptFault in phase dns, `ETIMEOUT` after `limitMs`.
   */
  resolve(host: string, limitMs: number): Promise<string[]>
}

/** How long a second family may keep the first one waiting (RFC 8305, section 3). */
const OTHER_FAMILY_MS = 50

/** Asks the given name servers (`host:port`), or the system's for null. A literal or a name in /etc/hosts needs none. */
export function createResolver(servers: string[] | null): WebhookResolver {
  return {
    async resolve(host, limitMs) {
      const name = host.replace(/^\[|\]$/g, '').replace(/\.$/, '')
      if (isIP(name)) return [name]
      const known = await readHostsFile(name)
      return known.length > 0 ? known : queryBothFamilies(name, servers, limitMs)
    },
  }
}

type Answer = { addresses: string[]; code: string | null }

/** A resolver of its own for each look-up, because `cancel()` ends every query of a resolver. */
function queryBothFamilies(name: string, servers: string[] | null, limitMs: number): Promise<string[]> {
  const resolver = new dns.Resolver({ timeout: Math.max(1, Math.ceil(limitMs / 3)), tries: 3 })
  if (servers) resolver.setServers(servers)
  return new Promise((resolve, reject) => {
    const answers: [Answer | null, Answer | null] = [null, null]
    let grace: NodeJS.Timeout | undefined
    const settle = (code: string | null) => {
      deadline.cancel()
      clearTimeout(grace)
      resolver.cancel()
      const addresses = answers.flatMap((answer) => answer?.addresses ?? [])
      if (addresses.length > 0) resolve(addresses)
      else reject(new AttemptFault(code ?? 'ENODATA', 'dns'))
    }
    const deadline = startDeadline(limitMs, () => settle('ETIMEOUT'))
    const answered = (family: 0 | 1, error: Error | null, addresses: string[] | undefined) => {
      if (answers[family] !== null) return
      answers[family] = { addresses: addresses ?? [], code: error ? codeOf(error) : null }
      const [ipv4, ipv6] = answers
      if (ipv4 && ipv6) settle(ipv4.code ?? ipv6.code)
      else if (addresses?.length) grace = setTimeout(settle, OTHER_FAMILY_MS, null)
      else if (answers[family]?.code === 'ENOTFOUND') settle('ENOTFOUND')
    }
    resolver.resolve4(name, (error, addresses) => answered(0, error, addresses))
    resolver.resolve6(name, (error, addresses) => answered(1, error, addresses))
  })
}
