import type { z } from 'zod'
import type { ChosenDeliveries, RedeliveryPreview, RedeliveryRunView } from '@/lib/domain/redelivery-run.ts'
import type { RedeliverBody, redeliveryItem, redeliveryPreview, redeliveryRun } from '../schemas/redelivery.ts'
import { toIso } from './channel-answer.ts'

type Item = Omit<z.infer<typeof redeliveryItem>, 'createdAt' | 'endedAt'> & {
  createdAtMs: number
  endedAtMs: number | null
}

/** What a request for a redelivery chooses. */
export function chosenBy({ deliveryIds, dryRun: _, ...filters }: RedeliverBody): ChosenDeliveries {
  if (deliveryIds !== undefined) return { deliveryIds }
  const { from = 0, to = 0, cause, detail, state, ...others } = filters
  return {
    fromMs: from,
    toMs: to,
    ...others,
    ...(cause === undefined ? {} : { causes: cause }),
    ...(detail === undefined ? {} : { details: detail }),
    ...(state === undefined ? {} : { states: state }),
  }
}

export function redeliveryPreviewAnswer(preview: RedeliveryPreview): z.infer<typeof redeliveryPreview> {
  const { oldestAtMs, newestAtMs, ...counts } = preview
  return { ...counts, oldestAt: isoOrNull(oldestAtMs), newestAt: isoOrNull(newestAtMs) }
}

export function redeliveryRunAnswer(run: RedeliveryRunView): z.infer<typeof redeliveryRun> {
  const { startedAtMs, endedAtMs, chosen, ...rest } = run
  return { ...rest, startedAt: toIso(startedAtMs), endedAt: isoOrNull(endedAtMs), chosen: filtersOf(chosen) }
}

export function redeliveryItemAnswer(item: Item): z.infer<typeof redeliveryItem> {
  const { deliveryId, state, deliveryState, reason, attempts, createdAtMs, endedAtMs } = item
  const times = { createdAt: toIso(createdAtMs), endedAt: isoOrNull(endedAtMs) }
  return { deliveryId, state, deliveryState, reason, attempts, ...times }
}

function filtersOf(chosen: ChosenDeliveries): z.infer<typeof redeliveryRun>['chosen'] {
  if ('deliveryIds' in chosen) return null
  const { fromMs, toMs, causes = [], details = [], states = [] } = chosen
  const { source = null, webhookEventId = null, sendId = null, campaignId = null } = chosen
  return {
    from: toIso(fromMs),
    to: toIso(toMs),
    cause: [...causes],
    detail: [...details],
    state: [...states],
    source,
    webhookEventId,
    sendId,
    campaignId,
  }
}

function isoOrNull(atMs: number | null): string | null {
  return atMs === null ? null : toIso(atMs)
}
