import type { AggregationPeriod, ChannelView } from '@/lib/domain/channel.ts'
import { findImportPeriods } from '@/lib/storage/find-imports.ts'
import { readPeriods } from '@/lib/storage/read-periods.ts'
import type { ReportContext } from './context.ts'

/**
 * When the channel's error statistics were on, or a file was imported for that time, oldest first; the last one of its own is
 * open while its `toMs` is null.
 */
export async function aggregationPeriods(ctx: ReportContext, channel: ChannelView): Promise<AggregationPeriod[]> {
  const own = await readPeriods(ctx.storage.read, channel.no)
  const imported = await findImportPeriods(ctx.storage.read, channel.no)
  return imported.length === 0 ? own : [...own, ...imported].sort((a, b) => a.fromMs - b.fromMs)
}
