import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { findChannelSeenBy } from '@/lib/storage/find-channel.ts'
import type { ReportContext } from './context.ts'

/** @throws TodokuError `not_found` when there is none, or none that the actor may see */
export function findChannel(ctx: ReportContext, actor: Actor, channelId: string): Promise<ChannelView> {
  return findChannelSeenBy(ctx.storage, actor, channelId)
}
