'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatDay, formatMinute, formatZone } from '@/lib/i18n/format-time.ts'
import { usePrinting } from './use-printing.ts'
import { Mark } from './wordmark.tsx'

/** The first line on paper: which page this is, and when it was printed, by the reader's clock. */
export function PrintHead() {
  const t = useTranslations('common')
  const locale = useLocale()
  if (!usePrinting()) return null
  const now = Date.now()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const time = `${formatDay(now, zone, locale, true)} ${formatMinute(now, zone)} ${formatZone(zone, now)}`
  return (
    <p className="mb-3 flex items-center gap-2 border-ink border-b pb-2 text-sm">
      <Mark />
      <b>{document.title}</b>
      <span className="ml-auto text-ink-2">{t('printedAt', { time })}</span>
    </p>
  )
}
