import { type Actor, INSTANCE, mayOn } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { findKeys } from '@/lib/storage/find-keys.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'

/** Ends a key for good; one that has ended already stays as it is. @throws TodokuError `not_found` */
export async function revokeKey(ctx: Context, actor: Actor, keyId: string): Promise<void> {
  const { storage } = ctx
  const key = (await findKeys(storage.read)).find(({ id }) => id === keyId)
  if (key === undefined || !mayManageKey(actor, key.channelNo)) {
    throw new TodokuError('not_found', 'There is no such key.')
  }
  if (key.revokedAtMs !== null) return
  const atMs = ctx.now()
  const { id, name, prefix, channelId } = key
  await storage.writer.run((db) => [
    db.apiKey.updateMany({ where: { id, revokedAtMs: null }, data: { revokedAtMs: BigInt(atMs) } }),
    writeAudit(db, { atMs, actor, action: 'key.revoke', channelId, detail: { id, name, prefix } }),
  ])
}

function mayManageKey(actor: Actor, channelNo: number | null): boolean {
  return channelNo === null ? mayOn(actor, 'channels:manage', INSTANCE) : mayOn(actor, 'channel:manage', channelNo)
}
