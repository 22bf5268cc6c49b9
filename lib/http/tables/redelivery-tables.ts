import type { z } from 'zod'
import type { redeliveryItem, redeliveryRun } from '../schemas/redelivery.ts'
import { instant, joined, type Table } from './table.ts'

export const RUNS_TABLE: Table<z.infer<typeof redeliveryRun>> = {
  id: 'redeliveries',
  columns: {
    id: (run) => run.id,
    channelId: (run) => run.channelId,
    state: (run) => run.state,
    startedBy: (run) => run.startedBy,
    startedAt: (run) => instant(run.startedAt),
    endedAt: (run) => instant(run.endedAt),
    chosenFrom: ({ chosen }) => instant(chosen?.from ?? null),
    chosenTo: ({ chosen }) => instant(chosen?.to ?? null),
    chosenCauses: ({ chosen }) => joined(chosen?.cause ?? []),
    chosenDetails: ({ chosen }) => joined(chosen?.detail ?? []),
    chosenStates: ({ chosen }) => joined(chosen?.state ?? []),
    total: ({ progress }) => progress.total,
    waiting: ({ progress }) => progress.waiting,
    inQueue: ({ progress }) => progress.sent,
    delivered: ({ progress }) => progress.delivered,
    failed: ({ progress }) => progress.failed,
    skipped: ({ progress }) => progress.skipped,
    chosenSource: ({ chosen }) => chosen?.source ?? null,
    chosenWebhookEventId: ({ chosen }) => chosen?.webhookEventId ?? null,
    chosenSendId: ({ chosen }) => chosen?.sendId ?? null,
    chosenCampaignId: ({ chosen }) => chosen?.campaignId ?? null,
  },
}

export const RUN_ITEMS_TABLE: Table<z.infer<typeof redeliveryItem>> = {
  id: 'redelivery-items',
  columns: {
    deliveryId: (item) => item.deliveryId,
    state: (item) => item.state,
    deliveryState: (item) => item.deliveryState,
    reason: (item) => item.reason,
    attempts: (item) => item.attempts,
    createdAt: (item) => instant(item.createdAt),
    endedAt: (item) => instant(item.endedAt),
  },
}
