import type { Actor } from '@/lib/domain/actor.ts'
import { causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { ChosenDeliveries, RedeliveryPreview } from '@/lib/domain/redelivery-run.ts'
import { findChannelFor } from '@/lib/storage/find-channel.ts'
import { type AlikeDeliveries, countChosen } from '@/lib/storage/redelivery-run-preview.ts'
import type { ReportContext } from './context.ts'

/** A redelivered reply token works for a minute after receipt, until 20 minutes after the event at most (LINE). */
const AGE_LIMITS_MS = [60_000, 20 * 60_000] as const

/** What a redelivery of `chosen` would mean; nothing is changed. @throws TodokuError `not_found` */
export async function previewRedelivery(
  ctx: ReportContext,
  actor: Actor,
  channelId: string,
  chosen: ChosenDeliveries,
): Promise<RedeliveryPreview> {
  const { no } = await findChannelFor(ctx.storage, actor, 'deliveries:write', channelId)
  const at = { nowMs: ctx.now(), ageLimitsMs: AGE_LIMITS_MS }
  const preview: RedeliveryPreview = {
    total: 0,
    oldestAtMs: null,
    newestAtMs: null,
    ages: { underOneMinute: 0, underTwentyMinutes: 0, older: 0 },
    processed: { no: 0, maybe: 0, yes: 0 },
    byReason: [],
  }
  for await (const chunk of countChosen(ctx.storage.read, no, chosen, at)) {
    for (const alike of chunk) add(preview, alike)
  }
  preview.byReason.sort((a, b) => b.deliveries - a.deliveries)
  return preview
}

const AGES = ['underOneMinute', 'underTwentyMinutes', 'older'] as const

function add(preview: RedeliveryPreview, alike: AlikeDeliveries): void {
  const { state, reason, deliveries } = alike
  preview.total += deliveries
  preview.oldestAtMs = Math.min(preview.oldestAtMs ?? alike.oldestAtMs, alike.oldestAtMs)
  preview.newestAtMs = Math.max(preview.newestAtMs ?? alike.newestAtMs, alike.newestAtMs)
  preview.ages[AGES[alike.age]] += deliveries
  preview.processed[alike.processed] += deliveries
  const known = preview.byReason.find((row) => row.state === state && row.reason === reason)
  if (known) known.deliveries += deliveries
  else preview.byReason.push({ state, reason, cause: causeOf(alike), deliveries })
}

function causeOf({ state, reason }: AlikeDeliveries) {
  if (state !== 'failed' || reason === null) return null
  return causeAndDetail(reasonOfDetail(reason) ?? Number.NaN)?.cause ?? null
}
