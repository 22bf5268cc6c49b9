/** What one attempt may take. `timeoutMs` of the request comes on top. */
export type Limits = {
  dnsMs: number
  tcpMs: number
  /** TLS together with the session. */
  tlsMs: number
  /** Bytes of the response's body that are read and kept. */
  responseBytes: number
}

export const DEFAULT_LIMITS: Limits = { dnsMs: 2_000, tcpMs: 3_000, tlsMs: 3_000, responseBytes: 64 * 1024 }
