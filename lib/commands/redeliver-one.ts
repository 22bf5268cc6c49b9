import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Processed } from '@/lib/domain/taxonomy.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { mayHaveProcessed } from '@/lib/storage/redelivery-run-preview.ts'
import { findRedeliverable, requeueOne } from '@/lib/storage/requeue-delivery.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'
import { requireTakesDeliveries } from './require-takes-deliveries.ts'

/**
 * Puts one delivery into the queue again, whatever became of it. Somebody has to wake the queue.
 * @returns its channel, and whether the bot may have processed it before; what was delivered it has (`yes`)
 * @throws TodokuError `not_found`, `delivery_pending`, `cannot_be_redelivered`, `use_webhook_is_off`, `no_webhook_url`,
 *   `channel_suspended`
 */
export async function redeliverOne(
  ctx: Context,
  actor: Actor,
  deliveryId: string,
): Promise<{ channelId: string; processed: Processed }> {
  return ctx.storage.writer.exclusive(async ({ db, run }) => {
    const found = await findRedeliverable(db, deliveryId)
    if (found === null) throw new TodokuError('not_found', 'There is no such delivery.')
    requireScope(actor, 'deliveries:write', found.channelNo)
    if (found.state === 'pending') throw new TodokuError('delivery_pending', 'This delivery is in the queue already.')
    if (!found.isSendable) {
      const why = 'This delivery cannot be sent again: it is a practice delivery, or its body is no longer kept.'
      throw new TodokuError('cannot_be_redelivered', why)
    }
    await requireTakesDeliveries(db, found.channelNo)
    const processed = await mayHaveProcessed(db, found.no)
    const { channelId, state } = found
    const atMs = ctx.now()
    await run([
      ...requeueOne(db, found, atMs),
      writeAudit(db, {
        atMs,
        actor,
        action: 'delivery.redeliver',
        channelId,
        detail: { delivery: deliveryId, state, processed },
      }),
    ])
    return { channelId, processed }
  })
}
