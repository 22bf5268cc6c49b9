import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { type DeliveryDetail, deliveryDetail } from '@/lib/reports/delivery-detail.ts'

/** One delivery of the channel, or null when an address names none. */
export async function findDelivery(
  ctx: ReportContext,
  actor: Actor,
  channel: ChannelView,
  deliveryId: string,
): Promise<DeliveryDetail | null> {
  try {
    const found = await deliveryDetail(ctx, actor, deliveryId)
    return found.delivery.channelId === channel.id ? found : null
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'not_found') return null
    throw error
  }
}
