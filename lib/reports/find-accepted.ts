import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import { toDeliveryView } from '@/lib/storage/delivery-row.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import { findDelivery } from '@/lib/storage/find-delivery.ts'
import type { ReportContext } from './context.ts'

/** A delivery that was just accepted. @throws TodokuError `not_found` when its channel went meanwhile */
export async function findAccepted(
  ctx: ReportContext,
  channel: Pick<ChannelView, 'id'>,
  deliveryId: string,
): Promise<DeliveryView> {
  const row = await findDelivery(ctx.storage.read, deliveryId)
  if (row === null) throw channelNotFound()
  return toDeliveryView(row, channel.id, ctx.now())
}
