import { type Actor, nameOf } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { hashApiKey, looksLikeApiKey } from '@/lib/storage/api-key.ts'
import { findKey } from '@/lib/storage/find-key.ts'
import type { Storage } from '@/lib/storage/open-storage.ts'
import { rolesOf } from '@/lib/storage/roles-of.ts'
import { believe } from './believe.ts'
import { makeBetterAuth } from './better-auth.ts'
import { type SetUpToken, setUpToken } from './set-up-token.ts'
import { makeSignInLimit } from './sign-in-limit.ts'

export type User = { id: string; name: string; email: string }

/** What both `Headers` and a wrapper around node:http's headers can answer. */
export type HeaderSource = { get(name: string): string | null }

/** `name` is the caller's own, as the audit trail spells it. */
export type Caller = { actor: Actor; by: 'key' | 'session'; name: string }

export type Auth = {
  /** The caller by bearer key or session cookie, and which of them it was. @throws TodokuError `unauthorized` */
  authenticate(headers: HeaderSource): Promise<Caller>
  /** To be called when keys have ended in this process: none of them is accepted from now on. */
  forgetKeys(): void
  /** The person behind a session cookie; null without one. */
  currentUser(headers: HeaderSource): Promise<User | null>
  /**
   * Sets the session's cookies. @throws TodokuError `wrong_credentials` or `rate_limited`
   * @returns values for `set-cookie`
   */
  signIn(from: { email: string; password: string; address: string; headers: HeaderSource }): Promise<string[]>
  /** Ends the session. @returns values for `set-cookie` */
  signOut(headers: HeaderSource): Promise<string[]>
  hashPassword(password: string): Promise<string>
  setUpToken: SetUpToken
}

const SEND_A_KEY = 'Send Authorization: Bearer <key> with an API key, or sign in.'

/** A revocation by another process (the command line) works within it. */
const KEY_BELIEVED_MS = 1_000

/** One for the process (lib/runtime). */
export function makeAuth(from: {
  storage: Storage
  secretKey: Buffer
  baseUrl: string | null
  now: () => number
}): Auth {
  const { storage, now } = from
  const better = makeBetterAuth(from)
  const findKeyByHash = (hash: string) => findKey({ storage, now }, Buffer.from(hash, 'hex'))
  const keys = believe(findKeyByHash, KEY_BELIEVED_MS, now)
  const limit = makeSignInLimit(storage.auth.rateLimit, now)

  const currentUser = async (headers: HeaderSource): Promise<User | null> => {
    if (!headers.get('cookie')?.includes('todoku.session_token=')) return null
    const session = await better.api.getSession({ headers: cookieOf(headers) })
    return session ? { id: session.user.id, name: session.user.name, email: session.user.email } : null
  }

  return {
    async authenticate(headers) {
      const authorization = headers.get('authorization')
      if (authorization !== null) {
        const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
        const actor =
          key === undefined || !looksLikeApiKey(key) ? null : await keys.find(hashApiKey(key).toString('hex'))
        if (actor) return { actor, by: 'key', name: nameOf(actor) }
        throw new TodokuError('unauthorized', key === undefined ? SEND_A_KEY : 'This API key is not valid.')
      }
      const user = await currentUser(headers)
      if (user === null) throw new TodokuError('unauthorized', SEND_A_KEY)
      const actor: Actor = { kind: 'user', userId: user.id, roles: await rolesOf(storage, user.id) }
      return { actor, by: 'session', name: nameOf(actor) }
    },
    forgetKeys: keys.forget,
    currentUser,
    async signIn({ email, password, address, headers }) {
      await limit.take(email, address)
      const answer = await better.api.signInEmail({
        body: { email, password },
        headers: new Headers(),
        asResponse: true,
      })
      if (answer.status >= 500) throw new Error(`signing in failed with ${answer.status}`)
      if (!answer.ok) throw new TodokuError('wrong_credentials', 'The e-mail address or the password is wrong.')
      await limit.giveBack(email, address)
      // A session that this browser had before ends here: the token changes at every sign-in.
      if (await currentUser(headers)) await better.api.signOut({ headers: cookieOf(headers) })
      return answer.headers.getSetCookie()
    },
    async signOut(headers) {
      const answer = await better.api.signOut({ headers: cookieOf(headers), asResponse: true })
      return answer.headers.getSetCookie()
    },
    hashPassword: async (password) => (await better.$context).password.hash(password),
    setUpToken: setUpToken(from.secretKey),
  }
}

function cookieOf(headers: HeaderSource): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' })
}
