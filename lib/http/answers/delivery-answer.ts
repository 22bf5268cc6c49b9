import type { z } from 'zod'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import type { DeliveryAnswer, ledgerAnswer as ledgerSchema, queueAnswer as queueSchema } from '../schemas/delivery.ts'
import { toIso } from './channel-answer.ts'

export function deliveryAnswer(view: DeliveryView): DeliveryAnswer {
  return {
    id: view.id,
    channelId: view.channelId,
    state: view.state,
    reason: view.reason,
    attempts: view.attempts,
    beingSent: view.isBeingSent,
    nextAttemptAt: isoOrNull(view.nextAttemptAtMs),
    createdAt: toIso(view.createdAtMs),
    endedAt: isoOrNull(view.endedAtMs),
    webhookEventId: view.webhookEventId,
    idempotencyKey: view.idempotencyKey,
    sendId: view.sendId,
    campaignId: view.campaignId,
    path: view.path,
    source: view.source,
    duplicates: view.duplicates,
    runId: view.runId,
  }
}

type Counts = Record<'accepted' | 'delivered' | 'pending' | 'failed' | 'skipped', number>
type Ledger = Counts & { fromMs: number | null; toMs: number | null }

export function ledgerAnswer({ fromMs, toMs, ...counts }: Ledger): Omit<z.infer<typeof ledgerSchema>, 'message'> {
  return { from: isoOrNull(fromMs), to: isoOrNull(toMs), ...counts }
}

type Times = Record<
  'oldestAtMs' | 'failingSinceMs' | 'suspendedAtMs' | 'nextProbeAtMs' | 'arrivedAtMs' | 'refusedAtMs',
  number | null
>
type Queue = Times & { pending: number; beingSent: number; refused: number }

export function queueAnswer(queue: Queue): Omit<z.infer<typeof queueSchema>, 'message'> {
  return {
    pending: queue.pending,
    oldestAt: isoOrNull(queue.oldestAtMs),
    beingSent: queue.beingSent,
    failingSince: isoOrNull(queue.failingSinceMs),
    suspendedAt: isoOrNull(queue.suspendedAtMs),
    nextProbeAt: isoOrNull(queue.nextProbeAtMs),
    gateway: {
      arrivedAt: isoOrNull(queue.arrivedAtMs),
      refusedAt: isoOrNull(queue.refusedAtMs),
      refused: queue.refused,
    },
  }
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : toIso(ms)
}
