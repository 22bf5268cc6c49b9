import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { RedeliveryRunView } from '@/lib/domain/redelivery-run.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { redeliveryRun } from '@/lib/reports/redelivery-run.ts'

/** One redelivery run of the channel, or null when an address names none. */
export async function findRun(
  ctx: ReportContext,
  actor: Actor,
  channel: ChannelView,
  runId: string,
): Promise<RedeliveryRunView | null> {
  try {
    const run = await redeliveryRun(ctx, actor, runId)
    return run.channelId === channel.id ? run : null
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'not_found') return null
    throw error
  }
}
