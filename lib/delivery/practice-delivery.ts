import { ulid } from 'ulid'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { recordAttempts } from '@/lib/commands/record-attempts.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import type { Random } from '@/lib/domain/line-events.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import { openChannelSecrets } from '@/lib/storage/channel-secret.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { practiceWebhook } from './practice-events.ts'
import { webhookHeaders } from './sign.ts'
import { skipDelivery } from './skip-delivery.ts'
import type { WebhookSender } from './webhook-sender.ts'

const SYSTEM = { kind: 'system' } as const

export type PracticeDelivery = {
  channel: ChannelView
  url: string
  sender: WebhookSender
  random: Random
  /** What comes back afterwards is not recorded: the server ends, or the bot has. */
  isAbandoned(): boolean
}

/**
 * Accepts one webhook, sends it and records the attempt with what became of the delivery, in one transaction.
 * @returns null when nobody waits for the outcome any more
 * @throws what stopped the sending, a fault of ours: the delivery ends as skipped, without an attempt.
 */
export async function deliverPractice(ctx: Context, practice: PracticeDelivery): Promise<Outcome | null> {
  const { channel, url, sender, random } = practice
  const { body, webhookEventId } = practiceWebhook(channel.destination, random, ctx.now())
  const { deliveryId, deliveryNo } = await acceptDelivery(ctx, SYSTEM, channel, {
    body,
    source: 'practice',
    urlOverride: url,
    eventIds: [webhookEventId],
  })
  try {
    const atMs = ctx.now()
    const secrets = await openChannelSecrets(ctx.storage, channel, atMs)
    const headers = webhookHeaders({ secrets, deliveryId, body, storedHeaders: null, atMs })
    const facts = await sender.send({ url, headers, body, timeoutMs: channel.timeoutMs })
    if (practice.isAbandoned()) return null
    const judged = classify(facts)
    await recordAttempts(ctx, SYSTEM, channel, [
      {
        id: ulid(facts.startedAtMs),
        startedAtMs: facts.startedAtMs,
        durationMs: Math.round(facts.durationMs),
        purpose: 'delivery',
        webhookEventId,
        sendId: null,
        campaignId: null,
        url,
        deliveryNo,
        delivery: { state: judged.state, reason: judged.detail },
        judged,
        facts,
        error: facts.error,
        reportHash: null,
      },
    ])
    return judged
  } catch (error) {
    await skipDelivery(ctx, deliveryNo, 'fault')
    throw error
  }
}
