import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Auth, HeaderSource, User } from './make-auth.ts'

/** The caller of a page (`await headers()` first); null when nobody is signed in. */
export async function currentActor(headers: HeaderSource): Promise<Actor | null> {
  try {
    return (await auth().authenticate(headers)).actor
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'unauthorized') return null
    throw error
  }
}

/** The person who is signed in, or null. */
export async function currentUser(headers: HeaderSource): Promise<User | null> {
  return auth().currentUser(headers)
}

/** Access stands below the runtime and may not import it; both meet at the process's one handle. */
function auth(): Auth {
  const runtime: unknown = Reflect.get(globalThis, Symbol.for('todoku'))
  if (isReady(runtime)) return runtime.auth
  throw new TodokuError('not_ready', 'Todoku is starting. Try again in a moment.')
}

function isReady(runtime: unknown): runtime is { auth: Auth } {
  return typeof runtime === 'object' && runtime !== null && 'auth' in runtime && runtime.auth !== null
}
