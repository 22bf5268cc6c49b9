import { type Actor, maySee } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { findChannels } from '@/lib/storage/find-channel.ts'
import type { ReportContext } from './context.ts'

/** The channels that the actor may see, oldest first. */
export async function listChannels(ctx: ReportContext, actor: Actor): Promise<ChannelView[]> {
  return (await findChannels(ctx.storage.read)).filter(({ no }) => maySee(actor, no))
}
