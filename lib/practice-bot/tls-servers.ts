import type { Socket } from 'node:net'
import tls, { type SecureContext, type TlsOptions } from 'node:tls'
import { answer, hangUpEarly } from './answers.ts'
import type { Certificates, Identity } from './certificates.ts'
import { listenOnLoopback } from './raw-servers.ts'
import { readRequests } from './read-requests.ts'

/** The server for every case whose TLS is as it should be, but perhaps for the certificate. */
export const MAIN = 'main'

/** Starts the servers that speak TLS; answers with the port of each case that needs its own, and of `MAIN`. */
export async function startTlsServers(certificates: Certificates): Promise<Record<string, number>> {
  const { good } = certificates
  const oldVersions: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
  const options: Record<string, TlsOptions> = {
    [MAIN]: { ...good, ALPNProtocols: ['http/1.1'], SNICallback: chooseCertificate(certificates) },
    // Not by SNI: OpenSSL would complete its chain with the intermediate that the main server knows.
    'intermediate-missing': certificates.withoutIntermediate,
    'tls-1-1-only': { ...good, ...oldVersions },
    'no-common-cipher': { ...good, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' },
    'no-common-protocol': { ...good, ALPNProtocols: ['h2'] },
    'client-certificate-wanted': { ...good, requestCert: true, rejectUnauthorized: true, ca: certificates.caPem },
  }
  const ports: Record<string, number> = {}
  for (const [id, wanted] of Object.entries(options)) ports[id] = await listenOnLoopback(createBot(wanted))
  return ports
}

function chooseCertificate(certificates: Certificates): TlsOptions['SNICallback'] {
  const byCase: Record<string, SecureContext> = {
    'certificate-expired': contextOf(certificates.expired),
    'certificate-not-yet-valid': contextOf(certificates.notYetValid),
    'certificate-self-signed': contextOf(certificates.selfSigned),
    'certificate-of-unknown-ca': contextOf(certificates.ofUnknownCa),
    'certificate-of-other-name': contextOf(certificates.ofOtherName),
  }
  const good = contextOf(certificates.good)
  return (serverName, chosen) => chosen(null, byCase[serverName.split('.')[0] ?? ''] ?? good)
}

function contextOf(identity: Identity): SecureContext {
  return tls.createSecureContext(identity)
}

/** A TLS server that keeps the bare socket of each secured one, since only a bare one can be reset. */
function createBot(options: TlsOptions): tls.Server {
  const bareByPort = new Map<number, Socket>()
  const server = tls.createServer({ handshakeTimeout: 10_000, ...options })
  server.on('connection', (bare: Socket) => {
    const port = bare.remotePort ?? 0
    bareByPort.set(port, bare)
    bare.on('error', () => bare.destroy())
    bare.once('close', () => bareByPort.delete(port))
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('secureConnection', (secured) => {
    secured.on('error', () => secured.destroy())
    const line = { secured, bare: bareByPort.get(secured.remotePort ?? 0) ?? secured }
    readRequests(secured, {
      onHead: (request) => hangUpEarly(line, request),
      onRequest: (request) => answer(line, request),
    })
  })
  return server
}
