import type { AttemptToRecord } from '@/lib/commands/record-attempts.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { classify } from '@/lib/domain/classification.ts'
import type { SkipReason } from '@/lib/domain/delivery.ts'
import type { Facts } from '@/lib/domain/facts.ts'
import { hasWaitedTooLong, nextAttemptAt } from '@/lib/domain/redelivery-schedule.ts'
import { AddressDenied, UrlRefused } from '@/lib/sender/attempt-fault.ts'
import type { Lane } from '@/lib/sender/lanes.ts'
import type { ChannelSecrets } from '@/lib/storage/channel-secret.ts'
import type { ClaimedDelivery } from '@/lib/storage/claim-deliveries.ts'
import { newId } from '@/lib/storage/new-id.ts'
import { brazeCall } from './braze-request.ts'
import { asRedelivery } from './line-body.ts'
import { webhookHeaders } from './sign.ts'
import type { SendRequest, WebhookSender } from './webhook-sender.ts'

/** How a channel's deliveries are sent now. */
export type Route = {
  channel: ChannelView
  secrets: ChannelSecrets
  sender: WebhookSender
  /** Where that URL leads now; another one only for a practice bot, which gets new ports at each start. */
  urlNow(url: string): string
}

export type Delivered = { attempt: AttemptToRecord } | { skipped: SkipReason }

/**
 * Makes one attempt of a claimed delivery, unless a setting or a rule of ours stands in the way. Nothing is stored.
 * @returns the attempt with what it makes of the delivery
 * @throws NotSent, or what is a fault of ours; then there was no attempt
 */
export async function deliver(
  { now, random }: { now: () => number; random: () => number },
  claimed: ClaimedDelivery,
  route: Route,
  lane: Lane,
): Promise<Delivered> {
  const { channel, sender } = route
  const obstacle = obstacleOf(claimed, channel, now())
  if (obstacle !== null) return { skipped: obstacle }
  const request = requestOf(claimed, route, now())
  if (request === null) return { skipped: 'no_webhook_url' }
  let facts: Facts
  try {
    facts = await sender.send(Object.assign(request, { timeoutMs: channel.timeoutMs, lane }))
  } catch (error) {
    if (error instanceof AddressDenied) return { skipped: 'address_denied' }
    if (error instanceof UrlRefused) return { skipped: 'url_refused' }
    throw error
  }
  return { attempt: attemptOf(claimed, channel, facts, random()) }
}

function obstacleOf(claimed: ClaimedDelivery, channel: ChannelView, nowMs: number): SkipReason | null {
  if (!channel.useWebhook) return 'use_webhook_off'
  if (hasWaitedTooLong(claimed, channel, nowMs)) return 'waited_too_long'
  return claimed.body === null ? 'fault' : null
}

type Request = Pick<SendRequest, 'url' | 'method' | 'headers' | 'body' | 'brief'>

/** What is sent for a channel of this kind; null when there is nowhere to send it. */
function requestOf(claimed: ClaimedDelivery, route: Route, nowMs: number): Request | null {
  switch (route.channel.kind) {
    case 'line':
      return webhookOf(claimed, route, nowMs)
    case 'braze':
      return callOf(claimed, route)
  }
}

function webhookOf(claimed: ClaimedDelivery, { channel, secrets, urlNow }: Route, atMs: number): Request | null {
  const url = claimed.urlOverride ?? channel.webhookUrl
  if (url === null || claimed.body === null) return null
  const body = claimed.attempts > 0 ? asRedelivery(claimed.body) : claimed.body
  const { id: deliveryId, storedHeaders } = claimed
  const headers = webhookHeaders({ secrets, deliveryId, body, storedHeaders, atMs })
  // Of what arrives at a bot nothing is kept but the attempt's row (lib/storage/pack-facts.ts).
  return { url: urlNow(url), headers, body, brief: true }
}

/** The same bytes each time: Braze knows no redelivery. */
function callOf({ path, body }: ClaimedDelivery, { channel, secrets, urlNow }: Route): Request | null {
  const call = path === null || body === null ? null : brazeCall(channel, secrets, { path, body })
  return call && { ...call, url: urlNow(call.url) }
}

function attemptOf(claimed: ClaimedDelivery, channel: ChannelView, facts: Facts, random: number): AttemptToRecord {
  const judged = classify(facts, channel.kind)
  const { queuedAtMs } = claimed
  const retryAfter = facts.responseHeaders?.['retry-after'] ?? null
  const endedAtMs = facts.startedAtMs + facts.durationMs
  const ended = { queuedAtMs, endedAtMs, tries: claimed.tries + 1, outcome: judged, retryAfter }
  const nextMs = nextAttemptAt(channel, ended, random)
  return {
    id: newId(facts.startedAtMs),
    startedAtMs: facts.startedAtMs,
    durationMs: facts.durationMs,
    purpose: claimed.attempts === 0 ? 'delivery' : 'redelivery',
    webhookEventId: claimed.webhookEventId,
    sendId: claimed.sendId,
    campaignId: claimed.campaignId,
    url: facts.url,
    deliveryNo: claimed.no,
    delivery: {
      state: nextMs === null ? judged.state : 'pending',
      reason: judged.detail,
      nextAttemptAtMs: nextMs === null ? null : Math.round(nextMs),
      fence: claimed.fence,
    },
    judged,
    facts,
    error: facts.error,
    reportHash: null,
  }
}
