import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { statusName } from '@/lib/i18n/status-names.ts'
import type { AttemptDetail } from '@/lib/reports/attempt-detail.ts'

/** What became of it; first of all whether the bot processed it, as that decides if sending again is safe. */
export async function AttemptVerdict({
  attempt: { outcome, startedAtMs, durationMs, purpose, counted, minorErrors },
  kind,
  zone,
  locale,
}: {
  attempt: AttemptDetail
  kind: ChannelKind
  zone: string
  locale: Locale
}) {
  const t = await getTranslations('attempt')
  const purposes = await getTranslations('purposes')
  const processed =
    outcome.processed === 'no'
      ? t('processedNo')
      : outcome.processed === 'maybe'
        ? t('processedMaybe')
        : outcome.state === 'failed'
          ? t('processedAnswered')
          : t('processedYes')
  const isBraze = kind === 'braze'
  const name = outcome.detail === String(outcome.status) ? statusName(Number(outcome.status)) : null
  const facts: [string, string][] = [
    [isBraze ? t('processedByBraze') : t('processed'), processed],
    [t('purpose'), purposes(purpose)],
    [t('counted'), counted ? t('countedYes') : t('countedNo')],
  ]
  return (
    <>
      <p className="flex items-center gap-2 font-semibold text-lg">
        {outcome.cause === null ? (
          <>
            <span className="text-ok">
              <Icon name="good" />
            </span>
            {outcome.note === undefined ? t(isBraze ? 'accepted' : 'arrived') : t(`notes.${outcome.note}`)}{' '}
            {outcome.status}
          </>
        ) : (
          <>
            <Swatch cause={outcome.cause} />
            {outcome.detail}
            {name === null ? '' : ` ${name}`}
          </>
        )}
      </p>
      <p className="mt-0.5 text-ink-2 text-sm">
        {outcome.cause === null ? '' : `${outcome.cause} · `}
        <time dateTime={new Date(startedAtMs).toISOString()}>{formatDaySecond(startedAtMs, zone, locale)}</time> ·{' '}
        {formatMs(durationMs)} ms
      </p>
      {minorErrors.length === 0 ? null : (
        <ul aria-label={t('minorErrors')} className="mt-2 list-disc pl-5 text-sm">
          {minorErrors.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: texts may be the same, and the list never changes
            <li key={index} lang={message === '' ? undefined : 'en'}>
              {message === '' ? t('withoutText') : message}
            </li>
          ))}
        </ul>
      )}
      <dl className="mt-3 grid grid-cols-2 gap-3 text-sm md:grid-cols-3">
        {facts.map(([label, value], index) => (
          <div key={label}>
            <dt className="text-ink-3 text-xs">{label}</dt>
            <dd className={`mt-0.5 ${index === 0 ? 'font-semibold' : ''}`}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
