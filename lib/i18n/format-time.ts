import type { Locale } from './locales.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function partsOf(ms: number, timeZone: string): Record<Intl.DateTimeFormatPartTypes, string> {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  const parts = formatter.formatToParts(ms).map(({ type, value }) => [type, value] as const)
  return Object.fromEntries(parts) as Record<Intl.DateTimeFormatPartTypes, string>
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `02:41` */
export function formatMinute(ms: number, timeZone: string): string {
  const { hour, minute } = partsOf(ms, timeZone)
  return `${hour}:${minute}`
}

/** `02:41:07` */
export function formatSecond(ms: number, timeZone: string): string {
  return `${formatMinute(ms, timeZone)}:${partsOf(ms, timeZone).second}`
}

/** `.169`: the milliseconds of an instant, for lists where two attempts share a second. */
export function formatMillisecond(ms: number): string {
  return `.${String(((ms % 1000) + 1000) % 1000).padStart(3, '0')}`
}

/** `11/21` and `Nov 21`; with the year `2027/2/19` and `Feb 19, 2027`. */
export function formatDay(ms: number, timeZone: string, locale: Locale, withYear = false): string {
  const { year, month, day } = partsOf(ms, timeZone)
  if (locale === 'ja') return withYear ? `${year}/${month}/${day}` : `${month}/${day}`
  const name = `${MONTHS[Number(month) - 1]} ${day}`
  return withYear ? `${name}, ${year}` : name
}

/** `11/21 02:41` */
export function formatDayMinute(ms: number, timeZone: string, locale: Locale): string {
  return `${formatDay(ms, timeZone, locale)} ${formatMinute(ms, timeZone)}`
}

/** `11/21 08:42 – 11/21 09:42`; with the years when they are not all that of `nowMs`. */
export function formatRange(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  nowMs: number,
  timeZone: string,
  locale: Locale,
): string {
  const years = new Set([fromMs, toMs, nowMs].map((ms) => partsOf(ms, timeZone).year))
  const end = (ms: number) => `${formatDay(ms, timeZone, locale, years.size > 1)} ${formatMinute(ms, timeZone)}`
  return `${end(fromMs)} – ${end(toMs)}`
}

/** `11/21 02:41:07` */
export function formatDaySecond(ms: number, timeZone: string, locale: Locale): string {
  return `${formatDay(ms, timeZone, locale)} ${formatSecond(ms, timeZone)}`
}

/** The time alone when it is of the same day as `nowMs`, else with its day. */
export function formatWhen(ms: number, nowMs: number, timeZone: string, locale: Locale): string {
  const sameDay = formatDay(ms, timeZone, locale, true) === formatDay(nowMs, timeZone, locale, true)
  return sameDay ? formatMinute(ms, timeZone) : formatDayMinute(ms, timeZone, locale)
}

const STEPS = [
  ['second', 1_000, 60],
  ['minute', 60_000, 60],
  ['hour', 3_600_000, 24],
  ['day', 86_400_000, Number.POSITIVE_INFINITY],
] as const

/** `7秒前`, `3時間前`; `7s ago`, `3h ago`. Never less than a second, also by a clock that runs ahead. */
export function formatAgo(ms: number, nowMs: number, locale: Locale): string {
  const passed = Math.max(1_000, nowMs - ms)
  const step = STEPS.find(([, unitMs, limit]) => passed < unitMs * limit) ?? STEPS[3]
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' })
  return format.format(-Math.floor(passed / step[1]), step[0]).replace(/\s+(?=[秒分時日前])/g, '')
}

const SPAN_UNITS = {
  ja: ['日', '時間', '分', '秒'],
  en: [' d', ' h', ' min', ' s'],
} as const satisfies Record<Locale, readonly string[]>

/** A stretch of time by its two largest units: `2分30秒`, `2 min 30 s`; under a second `640 ms`. */
export function formatSpan(ms: number, locale: Locale): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`
  const seconds = Math.round(ms / 1_000)
  const counts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const first = counts.findIndex((count) => count > 0)
  return counts
    .map((count, at) => ({ count, unit: SPAN_UNITS[locale][at] ?? '', at }))
    .filter(({ count, at }) => count > 0 && at <= first + 1)
    .map(({ count, unit }) => `${count}${unit}`)
    .join(locale === 'ja' ? '' : ' ')
}

/** `JST (UTC+9)`, `UTC`, `America/New_York (UTC-5)`: the offset at that instant is always shown. */
export function formatZone(timeZone: string, atMs: number): string {
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC') return 'UTC'
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(atMs)
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  return `${timeZone === 'Asia/Tokyo' ? 'JST' : timeZone} (${offset})`
}
