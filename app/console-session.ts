import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { currentActor, currentUser } from '@/lib/access/current-actor.ts'
import { PATH_HEADER } from '@/lib/http/path-header.ts'
import { getRuntime } from '@/lib/runtime.ts'

/**
 * Who reads this page, and what reports take. Every page behind sign-in begins with it. The path to
 * come back to is checked again by sign-in.
 */
export const consoleSession = cache(async () => {
  const sent = await headers()
  const [user, actor] = await Promise.all([currentUser(sent), currentActor(sent)])
  if (user === null || actor === null) {
    const { pathname, searchParams } = new URL(sent.get(PATH_HEADER) ?? '/', 'http://here.invalid')
    searchParams.delete('_rsc')
    const query = searchParams.size > 0 ? `?${searchParams}` : ''
    redirect(`/sign-in?next=${encodeURIComponent(pathname + query)}`)
  }
  const { storage } = getRuntime()
  return { user, actor, ctx: { storage, now: Date.now } }
})
