import type { ChannelView } from '@/lib/domain/channel.ts'
import { type QueueState, readQueue } from '@/lib/storage/read-queue.ts'
import type { ReportContext } from './context.ts'

/** How the deliveries of a channel stand now, and what its gateway has seen. The caller has judged the rights. */
export function deliveryQueue(ctx: ReportContext, channel: Pick<ChannelView, 'no'>): Promise<QueueState> {
  return readQueue(ctx.storage.read, channel.no, ctx.now())
}
