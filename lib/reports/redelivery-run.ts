import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { RedeliveryRunView } from '@/lib/domain/redelivery-run.ts'
import { channelNotFound, findChannelById } from '@/lib/storage/find-channel.ts'
import { findRun, findRuns } from '@/lib/storage/redelivery-run.ts'
import type { ReportContext } from './context.ts'

/** Older runs are in the audit trail. */
const MOST_RUNS = 20

/** How a redelivery run stands. @throws TodokuError `not_found` */
export async function redeliveryRun(ctx: ReportContext, actor: Actor, runId: string): Promise<RedeliveryRunView> {
  const found = await findRun(ctx.storage.read, runId)
  if (found === null || !maySeeRuns(actor, found.channelNo)) {
    throw new TodokuError('not_found', 'There is no such redelivery run.')
  }
  return found.view
}

/** The newest 20 redelivery runs of a channel, newest first. @throws TodokuError `not_found` */
export async function listRuns(ctx: ReportContext, actor: Actor, channelId: string): Promise<RedeliveryRunView[]> {
  const channel = await findChannelById(ctx.storage.read, channelId)
  if (channel === null || !maySeeRuns(actor, channel.no)) throw channelNotFound()
  return findRuns(ctx.storage.read, channel, MOST_RUNS)
}

/** Whoever may start one sees how it goes. */
function maySeeRuns(actor: Actor, channelNo: number): boolean {
  return mayOn(actor, 'statistics:read', channelNo) || mayOn(actor, 'deliveries:write', channelNo)
}
