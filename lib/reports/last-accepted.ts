import type { ChannelView } from '@/lib/domain/channel.ts'
import { findLastAccepted } from '@/lib/storage/find-last-accepted.ts'
import type { ReportContext } from './context.ts'

/** The minute in which the channel accepted its latest delivery; null when it never did. */
export function lastAccepted(ctx: ReportContext, channel: Pick<ChannelView, 'no'>): Promise<number | null> {
  return findLastAccepted(ctx.storage.read, channel.no)
}
