import { ulid } from 'ulid'
import { type Actor, nameOf } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type ChosenDeliveries, MOST_IN_RUN } from '@/lib/domain/redelivery-run.ts'
import { findChannelFor } from '@/lib/storage/find-channel.ts'
import { insertMark } from '@/lib/storage/insert-mark.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { findRun } from '@/lib/storage/redelivery-run.ts'
import { countUpToMost, hasRunGoingOn, insertRun } from '@/lib/storage/redelivery-run-insert.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireTakesDeliveries } from './require-takes-deliveries.ts'

/**
 * Begins a redelivery run; its members are chosen now and for good. Somebody has to drive it: lib/delivery/run-redelivery.ts.
 * @returns the id of the run
 * @throws TodokuError `not_found`, `use_webhook_is_off`, `no_webhook_url`, `channel_suspended`, `run_going_on`,
 *   `nothing_to_redeliver`, `too_many_deliveries`
 */
export async function startRedeliveryRun(
  ctx: Context,
  actor: Actor,
  channelId: string,
  chosen: ChosenDeliveries,
): Promise<string> {
  const { storage } = ctx
  const { no } = await findChannelFor(storage, actor, 'deliveries:write', channelId)
  return storage.writer.exclusive(async ({ db, run }) => {
    await requireTakesDeliveries(db, no)
    if (await hasRunGoingOn(db, no)) throw runGoingOn()
    const total = await countUpToMost(db, no, chosen)
    if (total === 0) throw new TodokuError('nothing_to_redeliver', 'No delivery matches what was chosen.')
    if (total > MOST_IN_RUN) {
      throw new TodokuError('too_many_deliveries', `More than ${MOST_IN_RUN} deliveries match. Narrow the range.`)
    }
    const atMs = ctx.now()
    const id = ulid(atMs)
    await run([
      ...insertRun(db, { id, channelNo: no, startedBy: nameOf(actor), startedAtMs: atMs, chosen }),
      insertMark(db, channelId, atMs, 'redelivery_run', id),
      writeAudit(db, { atMs, actor, action: 'redelivery.start', channelId, detail: { run: id, chosen, total } }),
    ])
    // The insert itself looks again: another process may have begun one since.
    if ((await findRun(db, id)) === null) throw runGoingOn()
    return id
  })
}

function runGoingOn(): TodokuError {
  return new TodokuError('run_going_on', 'A redelivery run of this channel is going on. Wait for its end, or stop it.')
}
