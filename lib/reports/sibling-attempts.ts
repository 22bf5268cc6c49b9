import type { ChannelView } from '@/lib/domain/channel.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { toAttemptSummary } from '@/lib/storage/attempt-row.ts'
import { findAttemptsOf, findDelivery } from '@/lib/storage/find-delivery.ts'
import type { ReportContext } from './context.ts'
import { listAttempts } from './list-attempts.ts'

/**
 * All attempts of the delivery that an attempt belongs to, itself among them, oldest first. Of another sender's attempt,
 * which has no delivery here: those with its event, which are at most 50.
 */
export async function siblingAttempts(
  ctx: ReportContext,
  channel: ChannelView,
  { deliveryId, webhookEventId }: Pick<AttemptSummary, 'deliveryId' | 'webhookEventId'>,
): Promise<AttemptSummary[]> {
  if (deliveryId !== null) {
    const delivery = await findDelivery(ctx.storage.read, deliveryId)
    if (delivery === null || delivery.channelNo !== channel.no) return []
    const rows = await findAttemptsOf(ctx.storage.read, delivery.no)
    return rows.map((row) => toAttemptSummary(row, channel.id))
  }
  if (webhookEventId === null) return []
  const { attempts } = await listAttempts(ctx, [channel], { webhookEventId })
  return attempts.reverse()
}
