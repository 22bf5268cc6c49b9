import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { makeCertificates } from './certificates.ts'
import { startNameServer } from './name-server.ts'
import { holdRefusingPort, startRawServers } from './raw-servers.ts'
import type { ReadyMessage } from './ready-message.ts'
import { startSilentListener } from './silent-listener.ts'
import { MAIN, startTlsServers } from './tls-servers.ts'

const DOMAIN = 'practice.test'

/** Starts every server of the practice bot on loopback; they run until the process ends. */
export async function runPracticeBot(workerFile: URL): Promise<ReadyMessage> {
  const certificates = await makeCertificates(DOMAIN)
  const ports: Record<string, number> = {
    ...(await startTlsServers(certificates)),
    ...(await startRawServers()),
    refused: await holdRefusingPort(),
    'never-accepted': await startSilentListener(workerFile),
  }
  return {
    ready: true,
    dnsServer: await startNameServer(DOMAIN),
    caPem: certificates.caPem,
    endpoints: Object.values(ports).map((port) => `127.0.0.1:${port}`),
    urls: Object.fromEntries(PRACTICE_CASES.map(({ id }) => [id, urlOf(id, ports[id] ?? ports[MAIN] ?? 0)])),
  }
}

function urlOf(id: string, port: number): string {
  const status = /^status-([1-9]\d\d)$/.exec(id)?.[1]
  if (status !== undefined) return `https://status.${DOMAIN}:${port}/status/${status}`
  return id === 'invalid-url' ? `https://${id}.${DOMAIN}:${port}/../webhook` : `https://${id}.${DOMAIN}:${port}/webhook`
}
