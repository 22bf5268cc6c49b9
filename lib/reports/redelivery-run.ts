import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { RedeliveryRunView } from '@/lib/domain/redelivery-run.ts'
import { channelNotFound, findChannelById } from '@/lib/storage/find-channel.ts'
import { findChannelNoOfRun, findRun, findRuns } from '@/lib/storage/redelivery-run.ts'
import type { ReportContext } from './context.ts'

/** Older runs are in the audit trail. */
const MOST_RUNS = 20

/** How a redelivery run stands. @throws TodokuError `not_found` */
export async function redeliveryRun(ctx: ReportContext, actor: Actor, runId: string): Promise<RedeliveryRunView> {
  const found = await findRun(ctx.storage.read, runId)
  if (found === null || !maySeeRuns(actor, found.channelNo)) throw runNotFound()
  return found.view
}

/** That there is such a run and the actor may see it, without counting what is in it. @throws TodokuError `not_found` */
export async function requireRun(ctx: ReportContext, actor: Actor, runId: string): Promise<void> {
  const channelNo = await findChannelNoOfRun(ctx.storage.read, runId)
  if (channelNo === null || !maySeeRuns(actor, channelNo)) throw runNotFound()
}

function runNotFound(): TodokuError {
  return new TodokuError('not_found', 'There is no such redelivery run.')
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
