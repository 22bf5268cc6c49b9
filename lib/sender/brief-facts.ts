import type { Facts } from '@/lib/domain/facts.ts'

/** What is kept of an attempt that arrived. */
type Arrival = Pick<Facts, 'startedAtMs' | 'durationMs' | 'url' | 'protocol' | 'remoteAddress'> & {
  status: number
}

const NO_PHASES = { dnsMs: null, tcpMs: null, tlsMs: null, sessionMs: null, firstByteMs: null, bodyMs: null }

/** Whether a complete answer of 2xx came. */
export function hasArrived(status: number | null, error: Facts['error']): status is number {
  return error === null && status !== null && status >= 200 && status <= 299
}

/** The facts of an arrival to whoever asked for it in short: the rest of them is empty. */
export function briefFacts({ startedAtMs, durationMs, url, status, protocol, remoteAddress }: Arrival): Facts {
  return {
    startedAtMs,
    durationMs,
    url,
    status,
    error: null,
    phases: NO_PHASES,
    protocol,
    remoteAddress,
    addresses: [],
    reusedConnection: false,
    tlsVersion: null,
    certificate: null,
    requestHeaders: {},
    responseHeaders: null,
    responseBody: null,
    responseTruncated: false,
  }
}
