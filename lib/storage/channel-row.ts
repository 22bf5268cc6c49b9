import { CHANNEL_KINDS, type ChannelView } from '@/lib/domain/channel.ts'
import type { Channel } from './generated/client.ts'

/** A channel as the world sees it: numbers for times, and of secrets only whether they are set. */
export function toChannelView(row: Channel): ChannelView {
  const kind = CHANNEL_KINDS.find((known) => known === row.kind)
  if (kind === undefined) throw new RangeError(`channel ${row.id} has the unknown kind "${row.kind}"`)
  return {
    no: row.no,
    id: row.id,
    name: row.name,
    kind,
    webhookUrl: row.webhookUrl,
    useWebhook: row.useWebhook,
    errorStatistics: row.errorStatistics,
    redelivery: row.redelivery,
    timeoutMs: row.timeoutMs,
    timezone: row.timezone,
    practice: row.practice,
    destination: row.destination,
    restEndpoint: row.restEndpoint,
    createdAtMs: Number(row.createdAtMs),
    secretSet: row.secretSealed !== null,
    apiKeySet: row.apiKeySealed !== null,
    concurrency: row.concurrency,
    redeliveryFirstMs: row.redeliveryFirstMs,
    redeliveryWindowMs: row.redeliveryWindowMs,
    signingSecretSet: row.signingSecretSealed !== null,
    previousSigningUntilMs: row.previousSigningUntilMs === null ? null : Number(row.previousSigningUntilMs),
  }
}
