import type { DeliveryAnswer } from '../schemas/delivery.ts'
import { instant, type Table } from './table.ts'

export const DELIVERIES_TABLE: Table<DeliveryAnswer> = {
  id: 'deliveries',
  columns: {
    id: (delivery) => delivery.id,
    channelId: (delivery) => delivery.channelId,
    createdAt: (delivery) => instant(delivery.createdAt),
    state: (delivery) => delivery.state,
    reason: (delivery) => delivery.reason,
    attempts: (delivery) => delivery.attempts,
    nextAttemptAt: (delivery) => instant(delivery.nextAttemptAt),
    endedAt: (delivery) => instant(delivery.endedAt),
    source: (delivery) => delivery.source,
    duplicates: (delivery) => delivery.duplicates,
    webhookEventId: (delivery) => delivery.webhookEventId,
    idempotencyKey: (delivery) => delivery.idempotencyKey,
    sendId: (delivery) => delivery.sendId,
    campaignId: (delivery) => delivery.campaignId,
    path: (delivery) => delivery.path,
    runId: (delivery) => delivery.runId,
    beingSent: (delivery) => delivery.beingSent,
  },
}
