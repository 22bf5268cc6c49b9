import { type Actor, INSTANCE, mayOn } from '@/lib/domain/actor.ts'
import type { KeyView } from '@/lib/domain/api-key.ts'
import { findKeys } from '@/lib/storage/find-keys.ts'
import type { ReportContext } from './context.ts'

/** The keys that the actor may end, revoked ones too, newest first. */
export async function listKeys(ctx: ReportContext, actor: Actor): Promise<KeyView[]> {
  return (await findKeys(ctx.storage.read)).flatMap(({ channelNo, ...key }) => {
    const may =
      channelNo === null ? mayOn(actor, 'channels:manage', INSTANCE) : mayOn(actor, 'channel:manage', channelNo)
    return may ? [key] : []
  })
}
