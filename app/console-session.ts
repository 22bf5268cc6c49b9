import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { currentActor, currentUser } from '@/lib/access/current-actor.ts'
import { PATH_HEADER } from '@/lib/http/path-header.ts'
import { getRuntime } from '@/lib/runtime.ts'

/**
 * Who reads this page, and what reports take. Every page behind sign-in begins with it; `proxy.ts` is trusted with
 * nothing but the path to come back to, which sign-in checks again.
 */
export const consoleSession = cache(async () => {
  const sent = await headers()
  const [user, actor] = await Promise.all([currentUser(sent), currentActor(sent)])
  if (user === null || actor === null) {
    redirect(`/sign-in?next=${encodeURIComponent(sent.get(PATH_HEADER) ?? '/')}`)
  }
  const { storage } = getRuntime()
  return { user, actor, ctx: { storage, now: Date.now } }
})
