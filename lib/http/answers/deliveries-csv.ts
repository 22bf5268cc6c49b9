import type { DeliveryView } from '@/lib/domain/delivery.ts'
import type { Answer } from '../envelope.ts'
import { type Columns, csvAnswer } from './csv-answer.ts'
import { deliveryAnswer } from './delivery-answer.ts'

type Row = ReturnType<typeof deliveryAnswer>

const COLUMNS: Columns<Row> = {
  id: (row) => row.id,
  channelId: (row) => row.channelId,
  createdAt: (row) => row.createdAt,
  state: (row) => row.state,
  reason: (row) => row.reason,
  attempts: (row) => row.attempts,
  nextAttemptAt: (row) => row.nextAttemptAt,
  endedAt: (row) => row.endedAt,
  source: (row) => row.source,
  duplicates: (row) => row.duplicates,
  webhookEventId: (row) => row.webhookEventId,
  idempotencyKey: (row) => row.idempotencyKey,
  sendId: (row) => row.sendId,
  campaignId: (row) => row.campaignId,
  path: (row) => row.path,
  runId: (row) => row.runId,
}

export function deliveriesCsv(deliveries: readonly DeliveryView[], nextCursor: string | null): Answer {
  return csvAnswer(deliveries.map(deliveryAnswer), COLUMNS, { filename: 'deliveries.csv', nextCursor })
}
