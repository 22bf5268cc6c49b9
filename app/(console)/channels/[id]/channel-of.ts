import { notFound } from 'next/navigation'
import { cache } from 'react'
import { consoleSession } from '@/app/console-session.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

/** The channel of a page's path; what one may not see does not exist. */
export const channelOf = cache(async (channelId: string) => {
  const session = await consoleSession()
  try {
    return { ...session, channel: await findChannel(session.ctx, session.actor, channelId) }
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'not_found') notFound()
    throw error
  }
})
