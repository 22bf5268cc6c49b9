import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Auth, HeaderSource } from './make-auth.ts'

/**
 * The actor behind a bearer key, for an API that browsers do not call: a session does not count.
 * @throws TodokuError `unauthorized`
 */
export async function authenticateKey(auth: Auth, headers: HeaderSource): Promise<Actor> {
  const authorization = headers.get('authorization')
  if (!authorization || !/^Bearer +\S/i.test(authorization)) {
    throw new TodokuError('unauthorized', 'no API key. Send Authorization: Bearer <key> with a key of the channel.')
  }
  const { actor } = await auth.authenticate({ get: (name) => (name === 'authorization' ? authorization : null) })
  return actor
}
