import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { redactHeaders } from '@/lib/domain/redact-headers.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import type { Processed } from '@/lib/domain/taxonomy.ts'
import { visibleText } from '@/lib/domain/visible-text.ts'
import { toAttemptSummary } from '@/lib/storage/attempt-row.ts'
import { toDeliveryView } from '@/lib/storage/delivery-row.ts'
import { findAttemptsOf, findDelivery, findDeliveryRequest } from '@/lib/storage/find-delivery.ts'
import { mayHaveProcessed } from '@/lib/storage/redelivery-run-preview.ts'
import type { ReportContext } from './context.ts'
import { listChannels } from './list-channels.ts'

export type DeliveryDetail = {
  delivery: DeliveryView
  /** Null when the body is no longer kept. */
  request: {
    /** Where it goes, when that is not the channel's own URL. */
    url: string | null
    /** What a gateway took in with the body; what is signed anew at each attempt is not in it. */
    headers: Record<string, string>
    /** As text without invisible characters. */
    body: string
  } | null
  /** Oldest first; of more than 200 the latest. */
  attempts: AttemptSummary[]
  /** May the bot have processed it already, by any attempt of it, also one that could not be recorded? */
  processed: Processed
}

/** @throws TodokuError `not_found` when there is none in a channel whose statistics the actor may see */
export async function deliveryDetail(ctx: ReportContext, actor: Actor, deliveryId: string): Promise<DeliveryDetail> {
  const row = await findDelivery(ctx.storage.read, deliveryId)
  const channel = row && (await listChannels(ctx, actor)).find(({ no }) => no === row.channelNo)
  if (!row || !channel || !mayOn(actor, 'statistics:read', channel.no)) {
    throw new TodokuError('not_found', 'There is no such delivery.')
  }
  const request = await findDeliveryRequest(ctx.storage.read, row.no)
  const attempts = await findAttemptsOf(ctx.storage.read, row.no)
  return {
    delivery: toDeliveryView(row, channel.id, ctx.now()),
    request: request && {
      url: request.url,
      headers: redactHeaders(request.headers),
      body: visibleText(new TextDecoder().decode(request.body)),
    },
    attempts: attempts.map((attempt) => toAttemptSummary(attempt, channel.id)),
    processed: await mayHaveProcessed(ctx.storage.read, row.no),
  }
}
