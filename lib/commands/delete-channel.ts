import { type Actor, nameOf } from '@/lib/domain/actor.ts'
import { findChannelFor } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { closePeriod } from '@/lib/storage/switch-period.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'

/**
 * Takes a channel out of everybody's sight; its keys end, what waits to be delivered is skipped, its period closes. Its
 * rows go afterwards: purge-deleted-channels.ts.
 * @throws TodokuError `not_found`
 */
export async function deleteChannel(ctx: Context, actor: Actor, channelId: string): Promise<void> {
  const { no, name } = await findChannelFor(ctx.storage, actor, 'channel:manage', channelId)
  const atMs = ctx.now()
  const at = BigInt(atMs)
  await ctx.storage.writer.run((db) => [
    db.channel.updateMany({ where: { no, deletedAtMs: null }, data: { deletedAtMs: at } }),
    ...closePeriod(db, channelId, atMs, nameOf(actor), 'deleted'),
    db.apiKey.updateMany({ where: { channelNo: no, revokedAtMs: null }, data: { revokedAtMs: at } }),
    db.delivery.updateMany({
      where: { channelNo: no, state: 'pending' },
      data: { state: 'skipped', reason: 'channel_deleted', endedAtMs: at, nextAttemptAtMs: null },
    }),
    writeAudit(db, { atMs, actor, action: 'channel.delete', channelId, detail: { id: channelId, name } }),
  ])
  ctx.storage.channels.changed()
}
