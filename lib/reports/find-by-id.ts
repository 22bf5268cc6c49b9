import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { findOwners } from '@/lib/storage/find-owners.ts'
import type { ReportContext } from './context.ts'
import { listChannels } from './list-channels.ts'

export type FoundById = { kind: 'attempt' | 'delivery'; id: string; channelId: string; channelName: string }

/** The attempt and the delivery that have this id, in channels whose statistics the actor may see. */
export async function findById(ctx: ReportContext, actor: Actor, id: string): Promise<FoundById[]> {
  const channels = (await listChannels(ctx, actor)).filter(({ no }) => mayOn(actor, 'statistics:read', no))
  const channelOf = new Map(channels.map((channel) => [channel.no, channel]))
  const owners = await findOwners(ctx.storage.read, [...channelOf.keys()], id)
  return owners.flatMap(({ kind, channelNo }) => {
    const channel = channelOf.get(channelNo)
    return channel === undefined ? [] : [{ kind, id, channelId: channel.id, channelName: channel.name }]
  })
}
