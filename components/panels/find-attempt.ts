import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type AttemptDetail, attemptDetail } from '@/lib/reports/attempt-detail.ts'
import type { ReportContext } from '@/lib/reports/context.ts'

/** One attempt of the channel, or null when an address names none. */
export async function findAttempt(
  ctx: ReportContext,
  actor: Actor,
  channel: ChannelView,
  attemptId: string,
): Promise<AttemptDetail | null> {
  try {
    return await attemptDetail(ctx, actor, attemptId, { channelId: channel.id })
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'not_found') return null
    throw error
  }
}
