import type { createTranslator, Messages } from 'next-intl'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import type { TimelineBar } from '@/lib/charts/prepare-error-timeline.ts'
import type { TimeTick } from '@/lib/charts/time-ticks.ts'
import type { Mark } from '@/lib/domain/mark.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { formatRate } from '@/lib/i18n/format-number.ts'
import { formatDay, formatMinute, formatRange } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'

/** The words of the namespace `chart`, from the server's or the client's translator alike. */
export type ChartWords = ReturnType<typeof createTranslator<Messages, 'chart'>>

/** `11/21(土)`, `Sat, Nov 21` */
function dayText(ms: number, timeZone: string, locale: Locale): string {
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' }).format(ms)
  const day = formatDay(ms, timeZone, locale)
  return locale === 'ja' ? `${day}(${weekday})` : `${weekday}, ${day}`
}

/** `11/20(金) 19:30–19:45`; a day or more is said by its dates. */
export function intervalText(fromMs: number, toMs: number, timeZone: string, locale: Locale): string {
  const day = dayText(fromMs, timeZone, locale)
  const start = formatMinute(fromMs, timeZone)
  const end = formatMinute(toMs, timeZone)
  const nextDay = formatDay(toMs - 1, timeZone, locale) !== formatDay(fromMs, timeZone, locale)
  if (start === '00:00' && end === '00:00' && !nextDay) return day
  if (nextDay) return `${day} ${start} – ${dayText(toMs, timeZone, locale)} ${end}`
  return `${day} ${start}–${end === '00:00' ? '24:00' : end}`
}

/** The numbers of a bar of errors in a sentence that begins with `time`. */
export function valueText({ errors, attempts }: TimelineBar, time: string, t: ChartWords): string {
  if (errors === null) return t('valueOff', { time })
  if (attempts === null) return t('valueImported', { time, errors })
  return t('valueText', { time, errors, attempts, rate: formatRate(errors, attempts) })
}

/** What is to be said of such a bar beside its time. */
export function remarkOf({ state, imported }: Pick<TimelineBar, 'state' | 'imported'>, t: ChartWords): string | null {
  const remarks = [
    state === 'filling' ? t('filling') : state === 'partial' ? t('offPartly') : null,
    imported ? t('imported') : null,
  ]
  return remarks.filter(Boolean).join(t('comma')) || null
}

/** `前の期間: 11/20 14:00 – 11/21 14:00` */
export function beforeRangeText(range: TimeRange, timezone: string, locale: Locale, t: ChartWords): string {
  // The years are those of the range that is shown beside it.
  return t('beforeRange', { range: formatRange(range, range.fromMs, timezone, locale) })
}

/** A rate where both its numbers are known. */
export function rateText(errors: number | null | undefined, attempts: number | null | undefined): string {
  return errors == null || attempts == null ? '–' : formatRate(errors, attempts)
}

/** `15分`, `2時間`, `1日` */
export function widthText(ms: number, t: ChartWords): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes % 60 !== 0) return t('perMinutes', { n: minutes })
  const hours = minutes / 60
  // A day of 23 or 25 hours is a day.
  return hours >= 23 ? t('perDays', { n: Math.round(hours / 24) }) : t('perHours', { n: hours })
}

export function tickText({ atMs, kind }: TimeTick, timeZone: string, locale: Locale, short: boolean): string {
  if (kind === 'time') return formatMinute(atMs, timeZone)
  return kind === 'day' && !short ? dayText(atMs, timeZone, locale) : formatDay(atMs, timeZone, locale)
}

/** `URLを変更`; a deploy is called what its text says. */
export function markName({ kind, label }: Mark, t: ChartWords): string {
  return kind === 'deploy' ? label : t(`marks.${kind}`)
}

/** What changed within a bar: `URLを変更 02:38`, oldest first. */
export function markTexts(
  { marks, timezone }: Pick<ChartFrame, 'marks' | 'timezone'>,
  { startMs, endMs }: { startMs: number; endMs: number },
  t: ChartWords,
): string[] {
  return marks
    .filter(({ atMs }) => atMs >= startMs && atMs < endMs)
    .map((mark) => `${markName(mark, t)} ${formatMinute(mark.atMs, timezone)}`)
}
