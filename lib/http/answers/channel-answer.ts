import type { AggregationPeriod, ChannelView } from '@/lib/domain/channel.ts'
import type { ChannelAnswer } from '../schemas/channel.ts'

/** A channel as the API shows it: no internal number, never a secret. */
export function channelAnswer(view: ChannelView): ChannelAnswer {
  const shown: ChannelAnswer = {
    id: view.id,
    name: view.name,
    kind: view.kind,
    webhookUrl: view.webhookUrl,
    useWebhook: view.useWebhook,
    errorStatistics: view.errorStatistics,
    redelivery: view.redelivery,
    redeliveryFirstMs: view.redeliveryFirstMs,
    redeliveryWindowMs: view.redeliveryWindowMs,
    concurrency: view.concurrency,
    timeoutMs: view.timeoutMs,
    timezone: view.timezone,
    practice: view.practice,
    createdAt: toIso(view.createdAtMs),
    secretSet: view.secretSet,
    signingSecretSet: view.signingSecretSet,
    previousSigningUntil: view.previousSigningUntilMs === null ? null : toIso(view.previousSigningUntilMs),
  }
  return view.kind === 'braze' ? { ...shown, restEndpoint: view.restEndpoint, apiKeySet: view.apiKeySet } : shown
}

export function periodAnswer(period: AggregationPeriod) {
  return {
    from: toIso(period.fromMs),
    to: period.toMs === null ? null : toIso(period.toMs),
    startedBy: period.startedBy,
    endedBy: period.endedBy,
    endReason: period.endReason,
    importId: period.importId ?? null,
  }
}

/** Epoch milliseconds as ISO 8601, UTC. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString()
}
