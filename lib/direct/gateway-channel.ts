import { believe } from '@/lib/access/believe.ts'
import type { ChannelKind, ChannelView } from '@/lib/domain/channel.ts'
import { type ChannelSecrets, openChannelSecrets } from '@/lib/storage/channel-secret.ts'
import { channelNotFound, findChannelById } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

/** What another process changes works within it; what this one changes, at once. */
const BELIEVED_MS = 1_000

export type GatewayChannel = { channel: ChannelView; secrets: ChannelSecrets }

/**
 * Looks up the channels of a gateway, which is for one kind of them.
 * @returns a look-up that throws TodokuError `not_found`
 */
export function makeFindGatewayChannel(
  { storage, now }: Context,
  kind: ChannelKind,
): (channelId: string) => Promise<GatewayChannel> {
  const lookUp = async (channelId: string): Promise<GatewayChannel | null> => {
    const channel = await findChannelById(storage.read, channelId)
    if (channel === null) return null
    return { channel, secrets: await openChannelSecrets(storage, channel, now()) }
  }
  const beliefs = believe(lookUp, BELIEVED_MS, now)
  let changes = storage.channels.count
  return async (channelId) => {
    if (changes !== storage.channels.count) beliefs.forget()
    changes = storage.channels.count
    const found = await beliefs.find(channelId)
    if (found === null || found.channel.kind !== kind) throw channelNotFound()
    return found
  }
}
