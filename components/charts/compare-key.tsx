import { useLocale, useTranslations } from 'next-intl'
import type { PreviousPeriod } from '@/lib/domain/statistics/report-types.ts'
import { BeforeSwatch } from './before-swatch.tsx'
import { beforeRangeText } from './timeline-text.ts'

/** Which period the line is, and why it is broken where it is. */
export function CompareKey({ previous, timezone }: { previous: PreviousPeriod; timezone: string }) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const { series, off, imported } = previous
  const unknown = series.every(({ errors }) => errors === null)
  return (
    <p className="mx-4 flex flex-wrap items-center gap-x-4 gap-y-1 pt-2 text-ink-2 text-xs md:mx-6">
      <span className="inline-flex items-center gap-1.5">
        <BeforeSwatch />
        {beforeRangeText(previous, timezone, locale, t)}
      </span>
      {unknown ? <span>{t('beforeOff')}</span> : off.length > 0 ? <span>{t('beforePartlyOff')}</span> : null}
      {imported.length > 0 ? <span>{t('beforeImported')}</span> : null}
    </p>
  )
}
