export const CHANNEL_KINDS = ['line', 'braze'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** Milliseconds that a bot has to answer: LINE's limit, Braze's limit. */
export const DEFAULT_TIMEOUT_MS: Record<ChannelKind, number> = { line: 2_000, braze: 10_000 }
export const DEFAULT_TIMEZONE = 'Asia/Tokyo'

/** A channel as http-api.md shows it, and its internal number. Secrets are not in it, only whether they are set. */
export type ChannelView = {
  no: number
  id: string
  name: string
  kind: ChannelKind
  webhookUrl: string | null
  useWebhook: boolean
  errorStatistics: boolean
  redelivery: boolean
  timeoutMs: number
  timezone: string
  practice: boolean
  /** LINE's bot user id, the `destination` of every body. */
  destination: string
  restEndpoint: string | null
  createdAtMs: number
  secretSet: boolean
  apiKeySet: boolean
  /** How many of its deliveries may be on the wire at the same time. */
  concurrency: number
  /** Redelivery: the first waits about this long, the last begins at most this long after the delivery was accepted. */
  redeliveryFirstMs: number
  redeliveryWindowMs: number
  /** Whether a Standard Webhooks secret is set, and until when the one before it signs as well. */
  signingSecretSet: boolean
  previousSigningUntilMs: number | null
}

/** Where what a channel sends goes, or begins: a bot's webhook URL, a Braze instance's REST endpoint. */
export function destinationUrlOf({ kind, webhookUrl, restEndpoint }: ChannelView): string | null {
  return kind === 'braze' ? restEndpoint : webhookUrl
}

/** Why an aggregation period ended. */
export type PeriodEnd = 'statistics_off' | 'use_webhook_off' | 'deleted'

/**
 * A stretch `[fromMs, toMs)` in which error statistics were on; open while `toMs` is null. `importId`: it is what an import
 * covers, and no switch was on.
 */
export type AggregationPeriod = {
  fromMs: number
  toMs: number | null
  startedBy: string
  endedBy: string | null
  endReason: PeriodEnd | null
  importId?: string
}

export type Switches = { useWebhook: boolean; errorStatistics: boolean }

/**
 * The switches after a change: turning *use webhook* off turns error statistics off with it, as LINE's console does.
 * Null when error statistics were asked for while *use webhook* is off after the change.
 */
export function switchesAfter(before: Switches, patch: Partial<Switches>): Switches | null {
  const useWebhook = patch.useWebhook ?? before.useWebhook
  if (!useWebhook && patch.errorStatistics === true) return null
  return { useWebhook, errorStatistics: useWebhook && (patch.errorStatistics ?? before.errorStatistics) }
}
