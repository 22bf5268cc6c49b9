import type { Socket } from 'node:net'
import type { CertificateFacts, PhaseTimes, Protocol } from '@/lib/domain/facts.ts'
import type { Http1Line } from './http1-line.ts'
import type { Http2Session } from './http2-session.ts'

type Seen = {
  socket: Socket
  remoteAddress: string
  tlsVersion: string | null
  certificate: CertificateFacts | null
}

/** Carries one request at a time. */
export type Http1Connection = Seen & {
  protocol: 'http/1.1'
  line: Http1Line
}

/** Carries many requests at a time. */
export type Http2Connection = Seen & { protocol: 'h2'; session: Http2Session }

/** A connection that is ready for a request, and what was seen while it was opened. */
export type Connection = Http1Connection | Http2Connection

/** Ends it for new requests; those that go on over HTTP/2 are left to end. */
export function giveUp(connection: Connection): void {
  if (connection.protocol === 'h2') connection.session.retire()
  else connection.socket.destroy()
}

/** What the walk to a connection has seen so far; filled in as it goes, so that a failure keeps it. */
export type Walk = {
  phases: PhaseTimes
  addresses: string[]
  protocol: Protocol | null
  remoteAddress: string | null
  tlsVersion: string | null
  certificate: CertificateFacts | null
}

export function startWalk(): Walk {
  return {
    phases: { dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null },
    addresses: [],
    protocol: null,
    remoteAddress: null,
    tlsVersion: null,
    certificate: null,
  }
}

/** What is known of a connection that was kept: no phase was walked again. */
export function walkOf({ protocol, remoteAddress, tlsVersion, certificate }: Connection): Walk {
  return { ...startWalk(), addresses: [remoteAddress], protocol, remoteAddress, tlsVersion, certificate }
}
