import type { Agent } from 'node:http'
import type { Socket } from 'node:net'
import type { CertificateFacts, PhaseTimes, Protocol } from '@/lib/domain/facts.ts'

/** A connection that is ready for a request, and what was seen while it was opened. */
export type Connection = {
  socket: Socket
  protocol: Protocol
  /** Node's HTTP/1.1 client over this one socket. */
  agent: Agent
  remoteAddress: string
  tlsVersion: string | null
  certificate: CertificateFacts | null
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
