import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { BRAZE_KEYS } from './braze/account.ts'
import { startBraze } from './braze/start-braze.ts'
import { makeCertificates } from './certificates.ts'
import { startNameServer } from './name-server.ts'
import { holdRefusingPort, startRawServers } from './raw-servers.ts'
import type { ReadyMessage } from './ready-message.ts'
import { startSilentListener } from './silent-listener.ts'
import { MAIN, startIpv6Server, startTlsServers } from './tls-servers.ts'

const DOMAIN = 'practice.test'
const ONLY_IPV6 = 'only-aaaa'
const BRAZE = 'braze'

/** Starts every server of the practice bot on loopback; they run until the process ends. */
export async function runPracticeBot(workerFile: URL): Promise<ReadyMessage> {
  const certificates = await makeCertificates(DOMAIN)
  const braze = await startBraze(certificates.good)
  const ports: Record<string, number> = {
    ...(await startTlsServers(certificates)),
    ...(await startRawServers()),
    refused: await holdRefusingPort(),
    'never-accepted': await startSilentListener(workerFile),
    [BRAZE]: braze,
  }
  const main = ports[MAIN] ?? 0
  const onIpv6 = await startIpv6Server(certificates)
  return {
    ready: true,
    dnsServer: await startNameServer(DOMAIN),
    caPem: certificates.caPem,
    // Where the dead IPv6 address leads to nobody listens.
    endpoints: [...Object.values(ports).map((port) => `127.0.0.1:${port}`), `[::1]:${onIpv6}`, `[::1]:${main}`],
    braze: { restEndpoint: `https://${BRAZE}.${DOMAIN}:${braze}`, keys: { ...BRAZE_KEYS } },
    urls: Object.fromEntries(
      PRACTICE_CASES.map(({ id }) => [id, urlOf(id, id === ONLY_IPV6 ? onIpv6 : (ports[id] ?? main))]),
    ),
  }
}

function urlOf(id: string, port: number): string {
  const [, host, status] = /^((?:h2-)?status)-([1-9]\d\d)$/.exec(id) ?? []
  if (status !== undefined) return `https://${host}.${DOMAIN}:${port}/status/${status}`
  return id === 'invalid-url' ? `https://${id}.${DOMAIN}:${port}/../webhook` : `https://${id}.${DOMAIN}:${port}/webhook`
}
