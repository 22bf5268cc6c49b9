import type { Socket } from 'node:net'
import type { SecureContext, TLSSocket } from 'node:tls'
import { type AddressRules, judgeAddress } from '@/lib/domain/address-rules.ts'
import type { PhaseTimes } from '@/lib/domain/facts.ts'
import { portOf } from '@/lib/domain/webhook-url.ts'
import { AddressDenied } from './attempt-fault.ts'
import { readCertificateFacts } from './certificate-facts.ts'
import type { Connection, Walk } from './connection.ts'
import { Http1Line } from './http1-line.ts'
import { openHttp2Session } from './http2-session.ts'
import type { Limits } from './limits.ts'
import type { WebhookResolver } from './resolver.ts'
import type { StepReport } from './step-report.ts'
import { connectTcp } from './tcp-connect.ts'
import { connectTls } from './tls-connect.ts'
import { mayCarryHttp2 } from './trust.ts'

export type Destination = {
  url: URL
  resolver: WebhookResolver
  trust: SecureContext
  addressRules: AddressRules
  limits: Limits
  report?: StepReport | undefined
}

/**
 * Walks from a URL to a connection: DNS, address check, TCP, TLS, the session of HTTP/2. What it sees goes into `walk`, also when it fails.
 * @throws AttemptFault for the bot's faults, AddressDenied when one of the addresses is closed.
 */
export async function openConnection(destination: Destination, walk: Walk): Promise<Connection> {
  const { url, limits, report } = destination
  const port = portOf(url)
  report?.begin('dns')
  walk.addresses = await timed(walk, 'dnsMs', () => destination.resolver.resolve(url.hostname, limits.dnsMs))
  if (walk.addresses.some((address) => judgeAddress(address, port, destination.addressRules) === 'denied')) {
    throw new AddressDenied()
  }
  // Only now: where a name of somebody's own network leads is not to be learnt from here.
  report?.done({ addresses: walk.addresses })
  report?.begin('tcp')
  const plain = await timed(walk, 'tcpMs', () => connectTcp(walk.addresses, port, limits.tcpMs))
  walk.remoteAddress = plain.remoteAddress ?? ''
  report?.done({ remoteAddress: walk.remoteAddress })
  if (url.protocol !== 'https:') return overHttp1(plain, walk)
  report?.begin('tls')
  const connection = await openSecured(plain, destination, walk)
  report?.done(securityOf(walk))
  return connection
}

/** What the step `tls` found, however far it got. */
export function securityOf({ tlsVersion, protocol, certificate }: Walk) {
  return { tlsVersion, protocol, certificate }
}

async function openSecured(plain: Socket, destination: Destination, walk: Walk): Promise<Connection> {
  const { url, limits } = destination
  const startMs = performance.now()
  const socket = await timed(walk, 'tlsMs', () => secure(plain, destination, walk))
  if (socket.alpnProtocol !== 'h2') return overHttp1(socket, walk)
  walk.protocol = 'h2'
  const leftMs = limits.tlsMs - (performance.now() - startMs)
  const session = await timed(walk, 'sessionMs', () => openHttp2Session(socket, url.origin, leftMs))
  return { socket, protocol: 'h2', session, ...seenOf(walk) }
}

function overHttp1(socket: Socket, walk: Walk): Connection {
  walk.protocol = 'http/1.1'
  return { socket, protocol: 'http/1.1', line: new Http1Line(socket), ...seenOf(walk) }
}

function seenOf({ remoteAddress, tlsVersion, certificate }: Walk) {
  return { remoteAddress: remoteAddress ?? '', tlsVersion, certificate }
}

/** A server that chooses HTTP/2 with a cipher suite that must not carry it is asked again for HTTP/1.1 alone. */
async function secure(plain: Socket, { url, trust, limits }: Destination, walk: Walk): Promise<TLSSocket> {
  const onPeer = (socket: TLSSocket) => {
    walk.tlsVersion = socket.getProtocol()
    walk.certificate = readCertificateFacts(socket)
  }
  const endsMs = performance.now() + limits.tlsMs
  const leftMs = () => Math.max(1, endsMs - performance.now())
  const shakeHands = async (bare: Socket, alpnProtocols: string[]) => {
    try {
      return await connectTls(bare, { host: url.hostname, trust, alpnProtocols, limitMs: leftMs(), onPeer })
    } catch (error) {
      bare.destroy()
      throw error
    }
  }
  const socket = await shakeHands(plain, ['h2', 'http/1.1'])
  if (socket.alpnProtocol !== 'h2' || mayCarryHttp2(socket.getCipher().name)) return socket
  socket.destroy()
  const again = await connectTcp([walk.remoteAddress ?? ''], portOf(url), leftMs())
  return shakeHands(again, ['http/1.1'])
}

/** Measures a phase, also one that fails. */
async function timed<T>(walk: Walk, phase: keyof PhaseTimes, step: () => Promise<T>): Promise<T> {
  const startMs = performance.now()
  try {
    return await step()
  } finally {
    walk.phases[phase] = performance.now() - startMs
  }
}
