import type { SkipReason } from '@/lib/domain/delivery.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

/** Ends a delivery that is still pending. */
export async function skipDelivery({ storage, now }: Context, deliveryNo: number, reason: SkipReason): Promise<void> {
  await storage.writer.run((db) => [
    db.delivery.updateMany({
      where: { no: deliveryNo, state: 'pending' },
      data: { state: 'skipped', reason, endedAtMs: BigInt(now()), nextAttemptAtMs: null },
    }),
  ])
}

/** Ends every practice delivery that the run which made it can no longer end. */
export async function skipPracticeDeliveries({ storage, now }: Context): Promise<void> {
  await storage.writer.run((db) => [
    db.delivery.updateMany({
      where: { source: 'practice', state: 'pending' },
      data: { state: 'skipped', reason: 'server_stopped', endedAtMs: BigInt(now()), nextAttemptAtMs: null },
    }),
  ])
}
