import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type RunRequest, stateAfter } from '@/lib/domain/redelivery-run.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { findRun } from '@/lib/storage/redelivery-run.ts'
import { changeState } from '@/lib/storage/redelivery-run-step.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'

/** Feeds the queue no more; what it holds already is still sent. A run that is paused stays so. */
export function pauseRun(ctx: Context, actor: Actor, runId: string): Promise<void> {
  return changeRun(ctx, actor, runId, 'pause')
}

/** Goes on where it was paused, with the canary where nothing has arrived yet. A run that goes on goes on. */
export function resumeRun(ctx: Context, actor: Actor, runId: string): Promise<void> {
  return changeRun(ctx, actor, runId, 'resume')
}

/** Ends a run. What waits stays as it is; what the queue holds already is still sent and counted. */
export function stopRun(ctx: Context, actor: Actor, runId: string): Promise<void> {
  return changeRun(ctx, actor, runId, 'stop')
}

/** @throws TodokuError `not_found`, `run_is_over` */
async function changeRun(ctx: Context, actor: Actor, runId: string, request: RunRequest): Promise<void> {
  await ctx.storage.writer.exclusive(async ({ db, run }) => {
    const found = await findRun(db, runId)
    if (found === null) throw runNotFound()
    requireScope(actor, 'deliveries:write', found.channelNo)
    const { state, channelId, progress } = found.view
    const next = stateAfter(state, request, progress.delivered > 0)
    if (next === null) throw new TodokuError('run_is_over', `The redelivery run is ${state}.`)
    if (next === state) return
    const atMs = ctx.now()
    await run([
      changeState(db, found.no, state, next, atMs),
      writeAudit(db, { atMs, actor, action: `redelivery.${request}`, channelId, detail: { run: runId } }),
    ])
  })
}

function runNotFound(): TodokuError {
  return new TodokuError('not_found', 'There is no such redelivery run.')
}
