import { ulid } from 'ulid'
import { recordAttempts } from '@/lib/commands/record-attempts.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Facts } from '@/lib/domain/facts.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import { AddressDenied } from '@/lib/sender/attempt-fault.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { openChannelSecret } from '@/lib/storage/channel-secret.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { addressDenied } from './check-webhook-url.ts'
import { lineRequest, verificationBody } from './line-request.ts'
import type { WebhookSender } from './webhook-sender.ts'

export type Verified = { attemptId: string; facts: Facts; outcome: Outcome }

/**
 * Sends LINE's verification, a webhook without events, now, and records it; it is never counted. The caller has judged
 * the rights.
 * @throws TodokuError `no_webhook_url`; `address_denied`, and then there was no attempt.
 */
export async function verifyChannel(
  ctx: Context & { sender: WebhookSender },
  channel: ChannelView,
  webhookUrl: string | null,
): Promise<Verified> {
  if (webhookUrl === null) throw new TodokuError('no_webhook_url', 'The channel has no webhook URL yet.')
  const secret = await openChannelSecret(ctx.storage, channel)
  const { headers, body } = lineRequest(verificationBody(channel.destination), secret)
  const facts = await send({ ...ctx.sender, url: webhookUrl, headers, body, timeoutMs: channel.timeoutMs })
  const attemptId = ulid(facts.startedAtMs)
  const outcome = classify(facts)
  const system = { kind: 'system' } as const
  await recordAttempts(ctx, system, channel, [
    {
      id: attemptId,
      startedAtMs: facts.startedAtMs,
      durationMs: Math.round(facts.durationMs),
      purpose: 'verification',
      webhookEventId: null,
      sendId: null,
      url: webhookUrl,
      requestBody: Buffer.from(body).toString('utf8'),
      judged: outcome,
      facts,
      error: facts.error,
      reportHash: null,
    },
  ])
  return { attemptId, facts, outcome }
}

async function send(request: Parameters<typeof sendAttempt>[0]): Promise<Facts> {
  try {
    return await sendAttempt(request)
  } catch (error) {
    throw error instanceof AddressDenied ? addressDenied(error) : error
  }
}
