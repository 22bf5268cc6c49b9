import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import { countingSince, statisticsState } from '@/lib/charts/statistics-state.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { previousSums } from '@/lib/domain/statistics/compare.ts'
import type { ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatWhen } from '@/lib/i18n/format-time.ts'
import type { StatisticsFilter } from './load-statistics.ts'

/** Instead of figures, when there is no error. */
export async function AllArrived({
  attempts,
  kind,
  children,
}: {
  attempts: number
  kind: ChannelKind
  /** What it is compared with. */
  children: ReactNode
}) {
  const t = await getTranslations('statistics')
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <span className="flex items-center gap-2 font-semibold text-xl md:leading-9">
        <span className="text-ok">
          <Icon name="good" />
        </span>
        {t('allArrived', { kind })}
      </span>
      <span className="text-ink-2 text-sm max-md:text-xs">
        <span className="max-md:block">{t('allArrivedSay', { attempts })}</span>
        <span aria-hidden="true" className="max-md:hidden">
          {' · '}
        </span>
        {children}
      </span>
    </div>
  )
}

/** Errors, and their rate with its denominator. Under a filter the rate is named as the share that it is. */
export async function Figures({
  shown,
  filter,
  filtered,
  nowMs,
  compares,
  children,
}: {
  shown: ErrorTimeline
  filter: StatisticsFilter
  filtered: boolean
  nowMs: number
  /** The reader asked for what it is compared with. */
  compares: boolean
  children: ReactNode
}) {
  const t = await getTranslations('statistics')
  const locale = await getLocale()
  const since = countingSince(shown)
  const big = (chunks: ReactNode) => (
    <span className="font-semibold text-2xl tracking-[-.015em] md:text-3xl">{chunks}</span>
  )
  const unit = (chunks: ReactNode) => <span className="ml-1 text-ink-2">{chunks}</span>
  // Imported errors belong to none of these attempts.
  const own = shown.errors - shown.importedErrors
  const rate = own === 0 && shown.importedErrors > 0 ? '–' : formatRate(own, shown.attempts)
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 md:gap-x-6">
      <span className="whitespace-nowrap">
        {t.rich('errorCount', { count: formatCount(shown.errors), raw: shown.errors, big, unit })}
      </span>
      <span className="whitespace-nowrap">
        {t.rich(filtered ? 'shareOfAttempts' : 'errorRate', { rate, big, unit })}
      </span>
      <span className="text-ink-2 text-sm max-md:basis-full max-md:text-xs">
        <span className="max-md:block">
          {t(
            shown.imported.length === 0 ? 'ofAttempts' : shown.attempts === 0 ? 'onlyImported' : 'ofAttemptsImported',
            {
              count: shown.attempts,
              imported: shown.importedErrors,
            },
          )}
        </span>
        <span aria-hidden="true" className="max-md:hidden">
          {' · '}
        </span>
        <span className="max-md:block">
          {filtered && !compares
            ? t(shown.errors === 0 ? 'noneOfFilter' : 'filteredBy', { name: filter.detail ?? filter.cause ?? '' })
            : since === null || compares
              ? children
              : t('countingSince', { time: formatWhen(since, nowMs, shown.timezone, locale) })}
        </span>
      </span>
    </div>
  )
}

/** What the figures are compared with: the same of the period before, as far as this one has come. */
export async function Before({ shown, name, nowMs }: { shown: ErrorTimeline; name: RangeName | null; nowMs: number }) {
  const { previous, timezone } = shown
  if (previous === undefined) return null
  const t = await getTranslations('statistics')
  const locale = await getLocale()
  const { errors, attempts, attemptErrors, untilMs } = previousSums(shown, previous, nowMs)
  const whole = t(`beforeSpan.${name ?? 'other'}`)
  const span =
    untilMs === null
      ? whole
      : t('beforeUntil', { span: whole, time: formatWhen(untilMs, previous.fromMs, timezone, locale) })
  const state = statisticsState(previous)
  if (state === 'off') return t('beforeOff', { span })
  if (state === 'no_traffic') return t('beforeNone', { span })
  return t.rich('before', {
    span,
    errors: formatCount(errors),
    rate: formatRate(attemptErrors, attempts),
    b: (chunks) => <b className="text-ink">{chunks}</b>,
  })
}
