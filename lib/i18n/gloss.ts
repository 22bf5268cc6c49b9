import { ALL_LABELS, type Label } from '../domain/taxonomy.ts'
import type { Locale } from './locales.ts'
import { messagesOf } from './messages.ts'
import { statusName } from './status-names.ts'

function isLabel(detail: string): detail is Label {
  return (ALL_LABELS as readonly string[]).includes(detail)
}

/**
 * What a detail means, in a few words: a label's gloss, a status' name; empty where LINE's own word is all there is.
 * For the server: it knows both languages, which no browser needs to load.
 */
export function glossOf(detail: string, locale: Locale): string {
  if (isLabel(detail)) return messagesOf(locale).details[detail]
  return statusName(Number(detail)) ?? ''
}
