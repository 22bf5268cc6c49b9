import { lineDate, lineTime, type WebhookErrorRow } from '@/lib/domain/statistics/webhook-errors.ts'
import type { WebhookErrorsAnswer } from '../schemas/webhook-errors.ts'
import { toIso } from './channel-answer.ts'

/** A row of LINE's table. */
export function webhookErrorAnswer(row: WebhookErrorRow): WebhookErrorsAnswer['webhookErrors'][number] {
  return {
    date: lineDate(row.firstAtMs),
    start: lineTime(row.firstAtMs),
    end: lineTime(row.lastAtMs),
    cause: row.cause,
    detail: row.detail,
    errors: row.errors,
    firstAt: toIso(row.firstAtMs),
    lastAt: toIso(row.lastAtMs),
  }
}
