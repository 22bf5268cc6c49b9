import type { Socket } from 'node:net'
import tls, { type SecureContext, type TLSSocket, type TlsOptions } from 'node:tls'
import { answer, answerEarly } from './answers.ts'
import type { Certificates, Identity } from './certificates.ts'
import { createHttp2Bot } from './http2-answers.ts'
import { misbehaveOverHttp2 } from './http2-faults.ts'
import { listenOnLoopback } from './raw-servers.ts'
import { readRequests } from './read-requests.ts'

/** The server for every case whose TLS is as it should be, but perhaps for the certificate. */
export const MAIN = 'main'

/** Starts the servers that speak TLS; answers with the port of each case that needs its own, and of `MAIN`. */
export async function startTlsServers(certificates: Certificates): Promise<Record<string, number>> {
  const { good } = certificates
  const oldVersions: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
  const options: Record<string, TlsOptions> = {
    [MAIN]: { ...good, ALPNCallback: chooseProtocol, SNICallback: chooseCertificate(certificates) },
    // Not by SNI: OpenSSL would complete its chain with the intermediate that the main server knows.
    'intermediate-missing': certificates.withoutIntermediate,
    'tls-1-1-only': { ...good, ...oldVersions },
    'no-common-cipher': { ...good, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' },
    // Chooses HTTP/2 with a cipher suite that LINE has for HTTP/1.x only.
    'h2-old-cipher': {
      ...certificates.rsa,
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-SHA',
      ALPNProtocols: ['h2', 'http/1.1'],
    },
    'client-certificate-wanted': { ...good, requestCert: true, rejectUnauthorized: true, ca: certificates.caPem },
  }
  const ports: Record<string, number> = {}
  for (const [id, wanted] of Object.entries(options)) ports[id] = await listenOnLoopback(createBot(wanted))
  return ports
}

/** The main server once more, on the loopback of IPv6. @returns its port, 0 on a machine without IPv6 */
export async function startIpv6Server({ good }: Certificates): Promise<number> {
  return listenOnLoopback(createBot(good), '::1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return 0
    throw error
  })
}

/** HTTP/2 for the cases whose names say so, else HTTP/1.1; undefined refuses the client. */
const chooseProtocol: TlsOptions['ALPNCallback'] = ({ servername, protocols }) => {
  // Who asks for an address names no server.
  const name = servername || ''
  if (name.startsWith('no-common-protocol.')) return undefined
  const wanted = name.startsWith('h2-') ? 'h2' : 'http/1.1'
  return protocols.includes(wanted) ? wanted : undefined
}

function chooseCertificate(certificates: Certificates): TlsOptions['SNICallback'] {
  const byCase: Record<string, SecureContext> = {
    'certificate-expired': contextOf(certificates.expired),
    'certificate-not-yet-valid': contextOf(certificates.notYetValid),
    'certificate-self-signed': contextOf(certificates.selfSigned),
    'certificate-of-unknown-ca': contextOf(certificates.ofUnknownCa),
    'certificate-of-other-name': contextOf(certificates.ofOtherName),
    'certificate-for-clients': contextOf(certificates.forClients),
    'intermediate-expired': contextOf(certificates.ofExpiredIntermediate),
    'intermediate-is-no-ca': contextOf(certificates.ofNoCa),
    'unknown-root-sent': contextOf(certificates.withUnknownRoot),
  }
  const good = contextOf(certificates.good)
  return (serverName, chosen) => chosen(null, byCase[serverName.split('.')[0] ?? ''] ?? good)
}

function contextOf(identity: Identity): SecureContext {
  return tls.createSecureContext(identity)
}

/** A TLS server that keeps the bare socket of each secured one, since only a bare one can be reset. */
function createBot(options: TlsOptions): tls.Server {
  const http2Bot = createHttp2Bot()
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
    if (secured.alpnProtocol === 'h2') {
      if (!misbehaveOverHttp2(line, caseOf(secured))) http2Bot.emit('connection', secured)
      return
    }
    if (caseOf(secured) === 'closed-after-handshake') {
      secured.end()
      return
    }
    readRequests(secured, {
      onHead: (request) => answerEarly(line, request),
      onRequest: (request) => answer(line, request),
    })
  })
  return server
}

/** The first label of the name that the client asked for. */
function caseOf(secured: TLSSocket): string {
  const { servername } = secured as TLSSocket & { servername?: string | false }
  return servername ? (servername.split('.')[0] ?? '') : ''
}
