import { LINE_COLUMNS, LINE_ZONE, type LineColumn, MOST_ROWS } from '@/lib/domain/statistics/webhook-errors.ts'
import type { WebhookErrorsAnswer } from '../schemas/webhook-errors.ts'
import type { FileLanguage } from './read-table-query.ts'
import type { Cell, Table } from './table.ts'

type Row = WebhookErrorsAnswer['webhookErrors'][number]

const COLUMNS: Record<LineColumn, (row: Row) => Cell> = {
  date: ({ date }) => date,
  start: ({ start }) => start,
  end: ({ end }) => end,
  cause: ({ cause }) => cause,
  detail: ({ detail }) => detail,
  errors: ({ errors }) => errors,
}

/** LINE's table, column by column. */
export const WEBHOOK_ERRORS_TABLE: Table<Row> = { id: 'webhook-errors', columns: COLUMNS }

/** Its columns are called as LINE calls them, which is not as the console does; its clock is LINE's. */
export const AS_LINE = {
  titleOf(column: string, language: FileLanguage): string | null {
    const titles: Readonly<Record<string, string>> = LINE_COLUMNS[language]
    return titles[column] ?? null
  },
  pageRows: MOST_ROWS,
  zone: LINE_ZONE,
}
