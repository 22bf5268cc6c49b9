import { createHmac } from 'node:crypto'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import type { Storage } from '@/lib/storage/open-storage.ts'

const SESSION_S = 30 * 24 * 3600

/**
 * Sessions and passwords. Nothing of it is reachable by HTTP but through lib/access/make-auth.ts, which checks origins
 * and limits; so its own routes, origin check and limits stay unused.
 */
export function makeBetterAuth({
  storage,
  secretKey,
  baseUrl,
}: {
  storage: Pick<Storage, 'auth'>
  secretKey: Buffer
  baseUrl: string | null
}) {
  const secure = baseUrl?.startsWith('https://') ?? false
  return betterAuth({
    baseURL: baseUrl ?? 'http://127.0.0.1',
    secret: createHmac('sha256', secretKey).update('sessions').digest('base64'),
    database: prismaAdapter(storage.auth, { provider: 'sqlite', transaction: false }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: SESSION_S, disableSessionRefresh: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      // The library knows only `__Secure-`; `__Host-` binds the cookie to this very host as well.
      useSecureCookies: false,
      cookiePrefix: secure ? '__Host-todoku' : 'todoku',
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
    },
    logger: { disabled: true },
  })
}
