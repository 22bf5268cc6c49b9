/** One body to be POSTed to a channel's URL, and what becomes of it: accepted = delivered + pending + failed + skipped. */

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'skipped'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const DELIVERY_SOURCES = ['api', 'gateway', 'practice', 'form'] as const
export type DeliverySource = (typeof DELIVERY_SOURCES)[number]

/**
 * Why a delivery ended without (another) attempt. A channel's settings or our own rules stood in the way, it waited
 * longer than it may, it was stopped by hand, or (practice only) the server or the bot ended.
 */
export const SKIP_REASONS = [
  'use_webhook_off',
  'no_webhook_url',
  'url_refused',
  'address_denied',
  'waited_too_long',
  'stopped_by_hand',
  'channel_deleted',
  'server_stopped',
  'fault',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** A delivery that nothing has ended after this long is skipped (`waited_too_long`), in milliseconds. */
export const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000

/** A delivery as the world sees it. `reason`: the detail of its last failed attempt, or why it was skipped. */
export type DeliveryView = {
  id: string
  channelId: string
  state: DeliveryState
  reason: string | null
  attempts: number
  /** Null once it has ended. While an attempt is under way it is not the time of the next. */
  nextAttemptAtMs: number | null
  /** An attempt of it is under way. */
  isBeingSent: boolean
  createdAtMs: number
  endedAtMs: number | null
  webhookEventId: string | null
  idempotencyKey: string | null
  sendId: string | null
  campaignId: string | null
  path: string | null
  source: DeliverySource
  /** How often the gateway was sent it again and did not deliver it again. */
  duplicates: number
  /** The redelivery run that sent it last. */
  runId: string | null
}
