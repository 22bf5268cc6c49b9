import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import type { SecureContext, TLSSocket } from 'node:tls'
import { type AddressRules, judgeAddress } from '@/lib/domain/address-rules.ts'
import { portOf } from '@/lib/domain/webhook-url.ts'
import { AddressDenied } from './attempt-fault.ts'
import { readCertificateFacts } from './certificate-facts.ts'
import type { Connection, Walk } from './connection.ts'
import type { Limits } from './limits.ts'
import type { WebhookResolver } from './resolver.ts'
import { connectTcp } from './tcp-connect.ts'
import { connectTls } from './tls-connect.ts'

export type Destination = {
  url: URL
  resolver: WebhookResolver
  trust: SecureContext
  addressRules: AddressRules
  limits: Limits
}

/** After this long without a request an idle connection is closed. */
const IDLE_MS = 15_000

/** Node's HTTP/1.1 client on one socket that is already connected. */
class PreparedSocketAgent extends Agent {
  readonly #socket: Socket

  constructor(socket: Socket) {
    super({ keepAlive: true, maxSockets: 1, timeout: IDLE_MS })
    this.#socket = socket
  }

  createConnection(): Socket {
    return this.#socket
  }
}

/**
 * Walks from a URL to a connection: DNS, address check, TCP, TLS. What it sees goes into `walk`, also when it fails.
 * @throws AttemptFault for the bot's faults, AddressDenied when one of the addresses is closed.
 */
export async function openConnection(destination: Destination, walk: Walk): Promise<Connection> {
  const { url, limits } = destination
  const port = portOf(url)
  walk.addresses = await timed(walk, 'dnsMs', () => destination.resolver.resolve(url.hostname, limits.dnsMs))
  if (walk.addresses.some((address) => judgeAddress(address, port, destination.addressRules) === 'denied')) {
    throw new AddressDenied()
  }
  const plain = await timed(walk, 'tcpMs', () => connectTcp(walk.addresses, port, limits.tcpMs))
  const remoteAddress = plain.remoteAddress ?? ''
  walk.remoteAddress = remoteAddress
  const socket = url.protocol === 'https:' ? await secure(plain, destination, walk) : plain
  walk.protocol = 'http/1.1'
  const { tlsVersion, certificate } = walk
  return {
    socket,
    protocol: 'http/1.1',
    agent: new PreparedSocketAgent(socket),
    remoteAddress,
    tlsVersion,
    certificate,
  }
}

async function secure(plain: Socket, { url, trust, limits }: Destination, walk: Walk): Promise<TLSSocket> {
  const onPeer = (socket: TLSSocket) => {
    walk.tlsVersion = socket.getProtocol()
    walk.certificate = readCertificateFacts(socket)
  }
  const request = { host: url.hostname, trust, alpnProtocols: ['http/1.1'], limitMs: limits.tlsMs, onPeer }
  try {
    return await timed(walk, 'tlsMs', () => connectTls(plain, request))
  } catch (error) {
    plain.destroy()
    throw error
  }
}

/** Measures a phase, also one that fails. */
async function timed<T>(walk: Walk, phase: 'dnsMs' | 'tcpMs' | 'tlsMs', step: () => Promise<T>): Promise<T> {
  const startMs = performance.now()
  try {
    return await step()
  } finally {
    walk.phases[phase] = performance.now() - startMs
  }
}
