import { ulid } from 'ulid'
import type { DeliveryToAccept } from '@/lib/commands/accept-delivery.ts'
import { brazeUrlOf } from '@/lib/domain/braze-url.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { fillLineBody } from './fill-line-body.ts'

/** A delivery as a caller asks for it. */
export type AskedDelivery = {
  body: Record<string, unknown>
  path?: string
  /** `true`: a new one. */
  sendId?: string | true
  campaignId?: string
  idempotencyKey?: string
}

/**
 * What is accepted of it. Without a `sendId` it counts for its campaign alone.
 * @throws TodokuError `invalid_request`, `no_webhook_url`
 */
export function deliveryOf(
  channel: ChannelView,
  asked: AskedDelivery,
  { source, nowMs }: { source: 'api' | 'form'; nowMs: number },
): DeliveryToAccept {
  const { body, path, sendId, campaignId, idempotencyKey } = asked
  requireDestination(channel)
  return {
    ...filled(channel, asked, nowMs),
    source,
    sendId: sendId === true ? ulid(nowMs) : sendId,
    campaignId,
    path,
    idempotencyKey,
    asked: JSON.stringify([body, path ?? null, sendId ?? null, campaignId ?? null]),
  }
}

function filled(channel: ChannelView, { body, path }: AskedDelivery, nowMs: number) {
  if (channel.kind === 'braze') {
    if (path === undefined) throw new TodokuError('invalid_request', 'path: is missing.')
    if (brazeUrlOf(channel.restEndpoint ?? '', path) === null) {
      throw new TodokuError('invalid_request', 'path: must begin with a slash and stay below the REST endpoint.')
    }
    return { body: Buffer.from(JSON.stringify(body)) }
  }
  if (path !== undefined) throw new TodokuError('invalid_request', 'path: is for Braze channels only.')
  return fillLineBody(body, { destination: channel.destination, nowMs, newEventId: () => ulid(nowMs) })
}

function requireDestination({ kind, webhookUrl, restEndpoint, apiKeySet }: ChannelView): void {
  if (kind === 'braze' && restEndpoint === null) {
    throw new TodokuError('no_webhook_url', 'The channel has no REST endpoint yet.')
  }
  if (kind === 'braze' && !apiKeySet) throw new TodokuError('no_webhook_url', 'The channel has no API key yet.')
  if (kind === 'line' && webhookUrl === null) {
    throw new TodokuError('no_webhook_url', 'The channel has no webhook URL yet.')
  }
}
