import type { ChannelView } from '@/lib/domain/channel.ts'
import type { Mark } from '@/lib/domain/mark.ts'
import { findMarks, findSetMarks } from '@/lib/storage/find-marks.ts'
import type { ReportContext } from './context.ts'
import { type BarsQuery, rangeOf } from './resolve-bars.ts'

/**
 * What changed in a range (default: the last 24 hours), oldest first.
 * @throws TodokuError `invalid_request`
 */
export function listMarks(
  ctx: ReportContext,
  channel: ChannelView,
  query: Pick<BarsQuery, 'fromMs' | 'toMs'> = {},
): Promise<Mark[]> {
  return findMarks(ctx.storage.read, channel.no, rangeOf(query, ctx.now()))
}

/** The newest marks that somebody set, newest first. */
export function newestDeploys(ctx: ReportContext, channel: ChannelView, most: number): Promise<Mark[]> {
  return findSetMarks(ctx.storage.read, channel.no, most)
}
