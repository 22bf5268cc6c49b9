import { type Actor, INSTANCE } from '@/lib/domain/actor.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { findDifferences, rebuildScope } from '@/lib/storage/recount.ts'
import { countWrongDeliveryCounts, rebuildDeliveryCounts } from '@/lib/storage/recount-deliveries.ts'
import { findRecountedChannels, findRecountScopes } from '@/lib/storage/recount-scopes.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'

export type Rebuilt = { channels: number; days: number; corrected: number }

/**
 * Makes the buckets equal a recount of the attempts, a day of a channel in each transaction, so that it is safe beside a
 * running server; a day that is right already is not written. Days of which attempts were pruned stay as they are. Counts
 * of deliveries become what the deliveries come to.
 * @returns `corrected`: the buckets that were not what the recount gave
 */
export async function rebuildBuckets(ctx: Context, actor: Actor): Promise<Rebuilt> {
  requireScope(actor, 'channels:manage', INSTANCE)
  const { read, writer } = ctx.storage
  const rebuilt: Rebuilt = { channels: 0, days: 0, corrected: 0 }
  for (const channel of await findRecountedChannels(read)) {
    let corrected = 0
    for (const scope of await findRecountScopes(read, channel)) {
      const differences = await findDifferences(read, scope)
      corrected += differences.length
      if (differences.length > 0) await writer.run((db) => rebuildScope(db, scope))
      if (scope.days === 'utc' && scope.sendNo === 0) rebuilt.days += 1
    }
    const wrong = await countWrongDeliveryCounts(read, channel.no)
    if (wrong > 0) await writer.run((db) => rebuildDeliveryCounts(db, channel.no))
    corrected += wrong
    rebuilt.channels += 1
    rebuilt.corrected += corrected
    if (corrected === 0) continue
    const atMs = ctx.now()
    await writer.run((db) => [
      writeAudit(db, { atMs, actor, action: 'buckets.rebuild', channelId: channel.id, detail: { corrected } }),
    ])
  }
  return rebuilt
}
