import { believe } from '@/lib/access/believe.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { openChannelSecrets } from '@/lib/storage/channel-secret.ts'
import { channelNotFound, findChannelById } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

/** What another process changes works within it; what this one changes, at once. */
const BELIEVED_MS = 1_000

export type GatewayChannel = { channel: ChannelView; channelSecret: string | null }

/**
 * Looks up the channels of the gateway, to which only LINE's platform sends.
 * @returns a look-up that throws TodokuError `not_found`
 */
export function makeFindGatewayChannel({ storage, now }: Context): (channelId: string) => Promise<GatewayChannel> {
  const lookUp = async (channelId: string): Promise<GatewayChannel | null> => {
    const channel = await findChannelById(storage.read, channelId)
    if (channel === null) return null
    const { channelSecret } = await openChannelSecrets(storage, channel, now())
    return { channel, channelSecret }
  }
  const beliefs = believe(lookUp, BELIEVED_MS, now)
  let changes = storage.channels.count
  return async (channelId) => {
    if (changes !== storage.channels.count) beliefs.forget()
    changes = storage.channels.count
    const found = await beliefs.find(channelId)
    if (found === null || found.channel.kind !== 'line') throw channelNotFound()
    return found
  }
}
