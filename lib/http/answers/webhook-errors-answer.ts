import {
  LINE_COLUMNS,
  type LineColumn,
  lineDate,
  lineTime,
  type WebhookErrorRow,
} from '@/lib/domain/statistics/webhook-errors.ts'
import type { Answer } from '../envelope.ts'
import type { WebhookErrorsAnswer } from '../schemas/webhook-errors.ts'
import { toIso } from './channel-answer.ts'
import { type Cell, type Columns, tsvAnswer } from './csv-answer.ts'

const CELLS: Record<LineColumn, (row: WebhookErrorRow) => Cell> = {
  date: ({ firstAtMs }) => lineDate(firstAtMs),
  start: ({ firstAtMs }) => lineTime(firstAtMs),
  end: ({ lastAtMs }) => lineTime(lastAtMs),
  cause: ({ cause }) => cause,
  detail: ({ detail }) => detail,
  errors: ({ errors }) => errors,
}
const COLUMNS = Object.keys(CELLS) as LineColumn[]

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

/** LINE's table with LINE's names of its columns in that language. */
export function webhookErrorsTsv(
  rows: readonly WebhookErrorRow[],
  language: keyof typeof LINE_COLUMNS,
  nextCursor: string | null,
): Answer {
  const columns: Columns<WebhookErrorRow> = Object.fromEntries(
    COLUMNS.map((column) => [LINE_COLUMNS[language][column], CELLS[column]]),
  )
  return tsvAnswer(rows, columns, { filename: 'webhook-errors.tsv', nextCursor })
}
