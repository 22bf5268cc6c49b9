import { type Actor, INSTANCE } from '@/lib/domain/actor.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { findDeletedChannels, purgeRows } from '@/lib/storage/purge-channel.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'

/**
 * Removes all rows of the channels that were deleted; of a channel only its audit trail stays. A channel's own row goes
 * last, so that a run that was stopped or killed is taken up by the next.
 * @returns how many channels went
 */
export async function purgeDeletedChannels(ctx: Context, actor: Actor, stop: AbortSignal): Promise<number> {
  requireScope(actor, 'channels:manage', INSTANCE)
  const { read, writer } = ctx.storage
  let purged = 0
  for (const { no, id } of await findDeletedChannels(read)) {
    if (!(await purgeRows(writer, no, stop))) break
    await writer.run((db) => [
      writeAudit(db, { atMs: ctx.now(), actor, action: 'channel.purge', channelId: id, detail: { id } }),
      db.channel.deleteMany({ where: { no } }),
    ])
    purged += 1
  }
  return purged
}
