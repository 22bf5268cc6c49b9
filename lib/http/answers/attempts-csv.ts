import { stringify } from 'csv-stringify/sync'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { preferredType } from '../accept.ts'
import type { Answer } from '../envelope.ts'
import { toIso } from './channel-answer.ts'

const COLUMNS: Record<string, (attempt: AttemptSummary) => string | number | boolean | null> = {
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
  deliveryId: (attempt) => attempt.deliveryId,
}

/** A cell that a spreadsheet would take for a formula (full-width forms too) gets a leading apostrophe. */
const FORMULA = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/

function guardCell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value)
  return typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
}

/** Attempts as CSV with a BOM, so that spreadsheets read it as UTF-8; the next page is named in `x-next-cursor`. */
export function attemptsCsv(attempts: readonly AttemptSummary[], nextCursor: string | null): Answer {
  const rows = attempts.map((attempt) => Object.values(COLUMNS).map((cell) => guardCell(cell(attempt))))
  const body = stringify([Object.keys(COLUMNS), ...rows], { bom: true, record_delimiter: 'windows' })
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="attempts.csv"',
      'cache-control': 'no-store',
      ...(nextCursor === null ? {} : { 'x-next-cursor': nextCursor }),
    },
    body,
  }
}

/** Whether the caller asks for CSV rather than JSON. */
export function wantsCsv(accept: string | null): boolean {
  return preferredType(accept, ['application/json', 'text/csv']) === 'text/csv'
}
