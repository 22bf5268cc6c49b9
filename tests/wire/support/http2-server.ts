import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import tls, { type TLSSocket, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { type Certificates, makeCertificates } from '@/lib/practice-bot/certificates.ts'
import { settings } from '@/lib/practice-bot/http2-frames.ts'
import { readHttp2Requests } from '@/lib/practice-bot/http2-requests.ts'
import { ConnectionPool } from '@/lib/sender/connection-pool.ts'
import type { WebhookResolver } from '@/lib/sender/resolver.ts'
import { type AttemptRequest, sendAttempt } from '@/lib/sender/send-attempt.ts'
import { createTrust } from '@/lib/sender/trust.ts'
import { attemptTo } from './attempt.ts'

const DOMAIN = 'http2.test'
const resolver: WebhookResolver = { resolve: async () => ['127.0.0.1'] }

export type Http2World = {
  certificates: Certificates
  /** Sends to a port of this machine under a name that the certificate has. */
  sendTo(port: number, changes?: Partial<AttemptRequest>): ReturnType<typeof sendAttempt>
}

export async function makeHttp2World(): Promise<Http2World> {
  const certificates = await makeCertificates(DOMAIN)
  const trust = createTrust([certificates.caPem])
  return {
    certificates,
    sendTo: (port, changes) =>
      sendAttempt(attemptTo(`https://bot.${DOMAIN}:${port}/hook?a=1`, { resolver, trust, ...changes })),
  }
}

/** A pool that the end of the test closes. */
export function makePool(): ConnectionPool {
  const pool = new ConnectionPool()
  onTestFinished(() => pool.close())
  return pool
}

/** Node's own HTTP/2 server. */
export async function listenHttp2(
  { certificates }: Http2World,
  onStream: (stream: ServerHttp2Stream, headers: Record<string, unknown>, body: Buffer) => void,
  options: object = {},
): Promise<{ port: number; server: Http2SecureServer }> {
  const server = createSecureServer({ ...certificates.good, ...options })
  const sockets = new Set<TLSSocket>()
  server.on('secureConnection', (socket) => sockets.add(socket))
  server.on('sessionError', () => {})
  server.on('stream', (stream, headers) => {
    const chunks: Buffer[] = []
    stream.on('error', () => stream.destroy())
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => onStream(stream, headers, Buffer.concat(chunks)))
  })
  return { port: await listen(server, sockets), server }
}

/** One connection that speaks HTTP/2 by hand: the frames to answer a request with, counted by connection and request. */
export type ByHand = {
  onRequest(socket: TLSSocket, streamId: number, connection: number, request: number): void
  /** Instead of an empty SETTINGS frame. */
  onOpen?(socket: TLSSocket): void
}

/** @returns the port, and how many requests came over each connection. */
export async function listenByHand(
  { certificates }: Http2World,
  { onRequest, onOpen = (socket) => void socket.write(settings()) }: ByHand,
  options: TlsOptions = {},
): Promise<{ port: number; requests: number[] }> {
  const requests: number[] = []
  const sockets = new Set<TLSSocket>()
  const server = tls.createServer({ ...certificates.good, ALPNProtocols: ['h2'], ...options }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    const connection = requests.push(0) - 1
    onOpen(socket)
    readHttp2Requests(socket, {
      onHead: () => {},
      onRequest: (streamId) => {
        const request = requests[connection] ?? 0
        requests[connection] = request + 1
        onRequest(socket, streamId, connection, request)
      },
    })
  })
  return { port: await listen(server, sockets), requests }
}

async function listen(server: tls.Server | Http2SecureServer, sockets: Set<TLSSocket>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}
