import { getTranslations } from 'next-intl/server'
import type { NamedOnset } from '@/lib/domain/statistics/onsets.ts'
import { formatWhen } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'

/** Two digits: it is about so many. */
const ABOUT = new Intl.NumberFormat('en-US', { minimumSignificantDigits: 2, maximumSignificantDigits: 2 })

/** What fails: LINE's words for it. A cause of one detail needs no more than its own name. */
function onsetName({ cause, detail }: Pick<NamedOnset, 'cause' | 'detail'>): string {
  return detail === null || cause === 'request_timeout' || cause === 'unclassified' ? cause : `${cause} ${detail}`
}

/**
 * `request_timeout が 14:05 から、通常の12倍です`: what, since when, how much more than usual, in the reader's language.
 * @param zone IANA
 */
export async function onsetSentence(
  onset: NamedOnset,
  { nowMs, zone, locale }: { nowMs: number; zone: string; locale: Locale },
): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'onset' })
  const { sinceMs, times, before } = onset
  const at = formatWhen(sinceMs, nowMs, zone, locale)
  const time = isVague(onset) ? t('atLatest', { time: at }) : at
  const name = onsetName(onset)
  if (times !== null) return t('times', { name, time, times: ABOUT.format(times) })
  return t(before.failures === 0 ? 'first' : 'few', { name, time, count: before.failures })
}

/** Between the last that is known from before and the onset more than a bar is unknown. */
export function isVague({ sinceMs, notBeforeMs, barMs }: NamedOnset): boolean {
  return sinceMs - notBeforeMs > barMs
}
