import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { type ChannelOverview, overviewOf } from './channel-overview.ts'
import type { ReportContext } from './context.ts'
import { listChannels } from './list-channels.ts'

/** How each channel does lately whose statistics the actor may see, oldest channel first. */
export async function readableOverview(ctx: ReportContext, actor: Actor): Promise<ChannelOverview[]> {
  const channels = await listChannels(ctx, actor)
  return overviewOf(
    ctx,
    channels.filter(({ no }) => mayOn(actor, 'statistics:read', no)),
  )
}
