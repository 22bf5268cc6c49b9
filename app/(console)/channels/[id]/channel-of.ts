import { notFound } from 'next/navigation'
import { cache } from 'react'
import { consoleSession } from '@/app/console-session.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export type ChannelParams = { params: Promise<{ id: string }> }

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'not_found'
}

/** The channel of a page's path; what one may not see does not exist. */
export const channelOf = cache(async (channelId: string) => {
  const session = await consoleSession()
  try {
    return { ...session, channel: await findChannel(session.ctx, session.actor, channelId) }
  } catch (error) {
    if (isNotFound(error)) notFound()
    throw error
  }
})
