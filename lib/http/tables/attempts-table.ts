import type { AttemptAnswer } from '../schemas/attempt.ts'
import { instant, joined, type Table } from './table.ts'

/** Attempts of a channel, and those of a delivery. */
export const ATTEMPTS_TABLE: Table<AttemptAnswer> = {
  id: 'attempts',
  columns: {
    id: (attempt) => attempt.id,
    channelId: (attempt) => attempt.channelId,
    startedAt: (attempt) => instant(attempt.startedAt),
    durationMs: (attempt) => attempt.durationMs,
    purpose: (attempt) => attempt.purpose,
    counted: (attempt) => attempt.counted,
    state: (attempt) => attempt.outcome.state,
    cause: (attempt) => attempt.outcome.cause,
    detail: (attempt) => attempt.outcome.detail,
    status: (attempt) => attempt.outcome.status,
    processed: (attempt) => attempt.outcome.processed,
    errorCode: (attempt) => attempt.error?.code ?? null,
    errorPhase: (attempt) => attempt.error?.phase ?? null,
    url: (attempt) => attempt.url,
    webhookEventId: (attempt) => attempt.webhookEventId,
    sendId: (attempt) => attempt.sendId,
    campaignId: (attempt) => attempt.campaignId,
    deliveryId: (attempt) => attempt.deliveryId,
    note: (attempt) => attempt.outcome.note ?? null,
    minorErrors: (attempt) => joined(attempt.minorErrors),
    dnsMs: (attempt) => attempt.phases.dnsMs,
    tcpMs: (attempt) => attempt.phases.tcpMs,
    tlsMs: (attempt) => attempt.phases.tlsMs,
    sessionMs: (attempt) => attempt.phases.sessionMs,
    firstByteMs: (attempt) => attempt.phases.firstByteMs,
    bodyMs: (attempt) => attempt.phases.bodyMs,
    protocol: (attempt) => attempt.protocol,
    remoteAddress: (attempt) => attempt.remoteAddress,
    reusedConnection: (attempt) => attempt.reusedConnection,
  },
}
