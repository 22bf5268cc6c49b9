import type { ChannelView } from '@/lib/domain/channel.ts'
import { DAY_MS } from '@/lib/domain/statistics/zone-days.ts'
import { findLastArrivals } from '@/lib/storage/find-last-arrivals.ts'
import type { ReportContext } from './context.ts'

/** How far back an arrival is looked for: an outage that is older is "for long". */
export const ARRIVALS_LOOK_BACK_MS = 7 * DAY_MS

/** When something last arrived at each of these channels, by their numbers; absent: not within seven days. */
export async function lastArrivals(ctx: ReportContext, channels: readonly ChannelView[]): Promise<Map<number, number>> {
  if (channels.length === 0) return new Map()
  return findLastArrivals(
    ctx.storage.read,
    channels.map(({ no }) => no),
    ctx.now() - ARRIVALS_LOOK_BACK_MS,
  )
}
