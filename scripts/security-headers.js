import { randomBytes } from 'node:crypto'

const policy = (nonce) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/**
 * What a browser may do with an answer. Next takes the nonce for its own scripts from the request's header, which is
 * set here whatever the client sent.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function setSecurityHeaders(request, response) {
  const csp = policy(randomBytes(16).toString('base64'))
  request.headers['content-security-policy'] = csp
  delete request.headers['content-security-policy-report-only']
  response.setHeader('content-security-policy', csp)
  response.setHeader('x-content-type-options', 'nosniff')
  // The set-up link carries its token in the URL.
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}
