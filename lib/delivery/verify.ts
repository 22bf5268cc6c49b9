import { ulid } from 'ulid'
import { recordAttempts } from '@/lib/commands/record-attempts.ts'
import { type ChannelView, destinationUrlOf } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { Facts } from '@/lib/domain/facts.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import { asStorable } from '@/lib/domain/storable-text.ts'
import { AddressDenied } from '@/lib/sender/attempt-fault.ts'
import { openChannelSecrets } from '@/lib/storage/channel-secret.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { brazeVerification } from './braze-request.ts'
import { addressDenied, requireSendableUrl } from './check-webhook-url.ts'
import { verificationBody } from './line-request.ts'
import { type SignedWebhook, webhookHeaders } from './sign.ts'
import type { SendRequest, WebhookSender } from './webhook-sender.ts'

export type Verified = { attemptId: string; facts: Facts; outcome: Outcome }

/** A verification of LINE's own that came to the gateway. */
export type SentVerification = { body: Uint8Array; headers: Record<string, string> }

export type VerifyOptions = {
  /** Is told how far it is. */
  onStep?: (event: StepEvent) => void
  /** Passed on with the same bytes and headers instead of our own. */
  sent?: SentVerification
}

/**
 * Sends LINE's verification, a webhook without events, now, and records it; it is never counted. Of a Braze channel it is
 * a call that reads. The caller has judged the rights.
 * @throws TodokuError `no_webhook_url`, `invalid_url` or `address_denied`, and then there was no attempt.
 */
export async function verifyChannel(
  ctx: Context & { sender: WebhookSender },
  channel: ChannelView,
  url: string | null,
  { onStep, sent }: VerifyOptions = {},
): Promise<Verified> {
  if (url === null) throw new TodokuError('no_webhook_url', 'The channel has no URL yet.')
  requireSendableUrl(ctx.sender, url)
  const atMs = ctx.now()
  const attemptId = ulid(atMs)
  const secrets = await openChannelSecrets(ctx.storage, channel, atMs)
  const made =
    channel.kind === 'braze'
      ? brazeVerification(url, secrets)
      : lineVerification(channel, url, { secrets, deliveryId: attemptId, atMs, sent })
  const request = { ...made, timeoutMs: channel.timeoutMs }
  const facts = await sendAfresh(ctx.sender, onStep ? { ...request, onStep } : request)
  const outcome = classify(facts, channel.kind)
  const system = { kind: 'system' } as const
  await recordAttempts(ctx, system, channel, [
    {
      id: attemptId,
      startedAtMs: facts.startedAtMs,
      durationMs: Math.round(facts.durationMs),
      purpose: 'verification',
      webhookEventId: null,
      sendId: null,
      campaignId: null,
      url: asStorable(made.url),
      requestBody: Buffer.from(made.body).toString('utf8'),
      judged: outcome,
      facts,
      error: facts.error,
      reportHash: null,
    },
  ])
  return { attemptId, facts, outcome }
}

/**
 * Where a verification goes: what is asked for, else what is saved. That of a Braze channel carries the API key, which no
 * other endpoint may see.
 * @throws TodokuError `invalid_request`
 */
export function urlToVerify(channel: ChannelView, asked: string | undefined): string | null {
  if (channel.kind === 'braze' && asked !== undefined) {
    throw new TodokuError(
      'invalid_request',
      'webhookUrl: of a Braze channel, only the saved REST endpoint is verified.',
    )
  }
  return asked ?? destinationUrlOf(channel)
}

function lineVerification(
  { destination }: ChannelView,
  url: string,
  { sent, ...signed }: Pick<SignedWebhook, 'secrets' | 'deliveryId' | 'atMs'> & { sent: SentVerification | undefined },
) {
  const body = sent?.body ?? verificationBody(destination)
  return { url, body, headers: webhookHeaders({ ...signed, body, storedHeaders: sent?.headers ?? null }) }
}

/** Over no kept connection: what has changed in DNS or in the certificate since it was opened is what is asked about. */
async function sendAfresh(sender: WebhookSender, request: SendRequest): Promise<Facts> {
  try {
    return await sender.send({ ...request, fresh: true })
  } catch (error) {
    throw error instanceof AddressDenied ? addressDenied(error) : error
  }
}
