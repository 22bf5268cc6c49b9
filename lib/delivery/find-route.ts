import type { ChannelView } from '@/lib/domain/channel.ts'
import { isWithin } from '@/lib/domain/is-within.ts'
import { openChannelSecrets } from '@/lib/storage/channel-secret.ts'
import { findChannelByNo } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import type { Route } from './deliver.ts'

/** What another process changes counts for what is sent this much later at the latest; what this one changes, at once. */
const KEPT_MS = 1_000

export type Way = Pick<Route, 'sender' | 'urlNow'>

/**
 * How a channel's deliveries are sent, looked up once a second instead of for each.
 * @param wayOf the sender of a channel: a practice channel has one of its own
 */
export function makeFindRoute(ctx: Context, wayOf: (channel: ChannelView) => Way | Promise<Way>) {
  const known = new Map<number, { foundAtMs: number; route: Promise<Route | null> | Route | null }>()
  let changes = ctx.storage.channels.count
  const find = async (channelNo: number): Promise<Route | null> => {
    const channel = await findChannelByNo(ctx.storage.read, channelNo)
    if (channel === null) return null
    const secrets = await openChannelSecrets(ctx.storage, channel, ctx.now())
    return { channel, secrets, ...(await wayOf(channel)) }
  }
  /** Null when the channel is deleted. What is known is answered at once: a promise for each delivery is one too many. */
  return (channelNo: number): Promise<Route | null> | Route | null => {
    const atMs = ctx.now()
    if (changes !== ctx.storage.channels.count) known.clear()
    changes = ctx.storage.channels.count
    const last = known.get(channelNo)
    if (last !== undefined && isWithin(KEPT_MS, atMs - last.foundAtMs)) return last.route
    for (const [no, { foundAtMs }] of known) if (!isWithin(KEPT_MS, atMs - foundAtMs)) known.delete(no)
    const route = find(channelNo)
    const asked = { foundAtMs: atMs, route: route as Promise<Route | null> | Route | null }
    known.set(channelNo, asked)
    route.then(
      (found) => {
        asked.route = found
      },
      // A fault is not kept; whoever asked gets it.
      () => known.delete(channelNo),
    )
    return route
  }
}
