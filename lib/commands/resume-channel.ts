import type { Actor } from '@/lib/domain/actor.ts'
import { HEALTHY } from '@/lib/domain/suspension.ts'
import { writeHealth } from '@/lib/storage/change-health.ts'
import { channelNotFound, findChannelById, findChannelFor } from '@/lib/storage/find-channel.ts'
import { insertMark } from '@/lib/storage/insert-mark.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'

/**
 * Ends a channel's suspension: what waits is sent at once, and it takes as many failures again as before until the next
 * one. A channel that is not suspended stays as it is. Somebody has to wake the queue.
 * @returns whether it was suspended
 * @throws TodokuError `not_found`
 */
export async function resumeChannel(ctx: Context, actor: Actor, channelId: string): Promise<boolean> {
  await findChannelFor(ctx.storage, actor, 'channel:manage', channelId)
  return ctx.storage.writer.exclusive(async ({ db, run }) => {
    const channel = await findChannelById(db, channelId)
    if (channel === null) throw channelNotFound()
    const health = await db.channelDeliveries.findUnique({ where: { channelNo: channel.no } })
    if (health === null || health.suspendedAtMs === null) return false
    const atMs = ctx.now()
    const suspendedAtMs = Number(health.suspendedAtMs)
    await run([
      writeHealth(db, [[channel.no, HEALTHY]]),
      insertMark(db, channelId, atMs, 'resumed'),
      writeAudit(db, { atMs, actor, action: 'channel.resume', channelId, detail: { suspendedAtMs } }),
    ])
    return true
  })
}
