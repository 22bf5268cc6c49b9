import type { Cause } from '../taxonomy.ts'
import { MINUTE_MS } from './zone-days.ts'

/** The zone of LINE's table, whatever the channel's: UTC+9. */
export const LINE_ZONE = 'Asia/Tokyo'
export const LINE_OFFSET_MS = 9 * 60 * MINUTE_MS

/** The longest page of it. */
export const MOST_ROWS = 1_000

/** LINE's table, column by column, as LINE names them (its console, tab *Webhookエラー*). */
export const LINE_COLUMNS = {
  ja: { date: '日付', start: '開始', end: '終了', cause: '原因', detail: '詳細', errors: 'エラー' },
  en: { date: 'Date', start: 'Start', end: 'End', cause: 'Reason', detail: 'Detail', errors: 'Errors' },
} as const
export type LineColumn = keyof (typeof LINE_COLUMNS)['ja']

/**
 * Errors of one cause and detail in one minute. LINE does not say whether its 60 seconds are fixed or slide; here they
 * are minutes of the clock. `firstAtMs` and `lastAtMs`: the first and the last of them.
 */
export type WebhookErrorRow = {
  minuteMs: number
  cause: Cause
  detail: string
  errors: number
  firstAtMs: number
  lastAtMs: number
}

/** `2026/11/21`, on the clock of LINE's table. */
export function lineDate(atMs: number): string {
  return wall(atMs).slice(0, 10).replaceAll('-', '/')
}

/** `03:12:21`, likewise. */
export function lineTime(atMs: number): string {
  return wall(atMs).slice(11, 19)
}

function wall(atMs: number): string {
  return new Date(atMs + LINE_OFFSET_MS).toISOString()
}

/**
 * The first of `rows` (newest minute first), at most `limit` but one minute at least, and whole minutes: a page never tears
 * one, so that a late attempt can neither hide a row between two pages nor show one twice.
 */
export function wholeMinutes<Row extends { minuteMs: number }>(
  rows: readonly Row[],
  limit: number,
): { page: Row[]; leftOut: boolean } {
  if (rows.length <= limit) return { page: [...rows], leftOut: false }
  const cut = rows[limit]?.minuteMs ?? 0
  const newer = rows.filter(({ minuteMs }) => minuteMs > cut)
  const page = newer.length > 0 ? newer : rows.filter(({ minuteMs }) => minuteMs === cut)
  return { page, leftOut: page.length < rows.length }
}
