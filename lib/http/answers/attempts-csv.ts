import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import type { Answer } from '../envelope.ts'
import { toIso } from './channel-answer.ts'
import { type Columns, csvAnswer } from './csv-answer.ts'

const COLUMNS: Columns<AttemptSummary> = {
  id: (attempt) => attempt.id,
  channelId: (attempt) => attempt.channelId,
  startedAt: (attempt) => toIso(attempt.startedAtMs),
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
}

export function attemptsCsv(attempts: readonly AttemptSummary[], nextCursor: string | null): Answer {
  return csvAnswer(attempts, COLUMNS, { filename: 'attempts.csv', nextCursor })
}
