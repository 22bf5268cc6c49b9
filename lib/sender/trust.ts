import { X509Certificate } from 'node:crypto'
import tls, { type SecureContext } from 'node:tls'

/** What LINE's sender offers: TLS 1.3, then 1.2, the deprecated ones last ("Webhook送信元のSSL/TLS仕様"). */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
]

/** Of the same list: deprecated, and for HTTP/1.x only. */
const HTTP1_CIPHERS = ['ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256', 'AES128-SHA', 'AES256-SHA']

/** Whether a cipher suite, by its OpenSSL name, may carry HTTP/2. */
export function mayCarryHttp2(cipher: string): boolean {
  return !HTTP1_CIPHERS.includes(cipher)
}

/**
 * The trust anchors (Node's and `extraPem`), versions and ciphers of outgoing TLS. Make it once and share it:
 * it costs about 50 ms, and connections are reused only among attempts with the same one.
 */
export function createTrust(extraPem: readonly string[]): SecureContext {
  return tls.createSecureContext({
    ca: [...tls.rootCertificates, ...extraPem],
    ciphers: [...CIPHERS, ...HTTP1_CIPHERS].join(':'),
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
  })
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs

/** Node itself takes whatever there is, and trusts no one for it. @throws Error when a text holds no certificate. */
export function requireCertificates(texts: readonly string[]): void {
  for (const text of texts) {
    const certificates = text.match(CERTIFICATE) ?? [text]
    for (const pem of certificates) new X509Certificate(pem)
  }
}
