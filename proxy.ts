import { type NextRequest, NextResponse } from 'next/server'
import { PATH_HEADER } from '@/lib/http/path-header.ts'

/**
 * Security headers of pages: a policy with a fresh nonce for each answer, which Next puts on its own scripts.
 * Style attributes are allowed, as bars get their width from one; no script and no style sheet comes without the nonce.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const evaluation = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  return response
}

/** Pages only: the proxy buffers bodies, so that the API, the gateways and LINE's paths never pass through it. */
export const config = {
  matcher: [
    {
      source: '/((?!api/|v2/|in/|braze/|sends/|send/|campaigns/|metrics|_next/|favicon|icon).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
}
