import type { AggregationPeriod, ChannelView } from '@/lib/domain/channel.ts'
import { readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'

/** When the channel's error statistics were on, oldest first; the last one is open while its `toMs` is null. */
export function aggregationPeriods(ctx: ReportContext, channel: ChannelView): Promise<AggregationPeriod[]> {
  return readPeriods(ctx.storage.read, channel.no)
}
