import { getLocale, getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import type { Tally } from '@/lib/domain/statistics/change-points.ts'
import type { NamedOnset } from '@/lib/domain/statistics/onsets.ts'
import { MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { formatRate } from '@/lib/i18n/format-number.ts'
import { formatDayMinute, formatRange } from '@/lib/i18n/format-time.ts'
import { isVague, onsetSentence } from './onset-words.ts'

/** On demand: what was looked at, what was counted before and after, and how the moment was chosen. */
export async function OnsetMethod({
  onsets,
  atMs,
  zone,
}: {
  onsets: readonly NamedOnset[]
  atMs: number
  zone: string
}) {
  const t = await getTranslations('onset')
  const locale = await getLocale()
  const [first, ...others] = onsets
  if (first === undefined) return null
  const { window, barMs, before, usual, after, notBeforeMs, sinceMs } = first
  const at = (ms: number) => formatDayMinute(ms, zone, locale)
  const tally = ({ attempts, failures }: Tally) =>
    t('tally', { attempts, errors: failures, rate: formatRate(failures, attempts) })
  const facts = [
    [t('window'), t('windowSay', { range: formatRange(window, atMs, zone, locale), minutes: barMs / MINUTE_MS })],
    [t('before', { time: at(sinceMs) }), tally(before)],
    ...(usual.attempts < before.attempts ? [[t('usualOnly'), tally(usual)]] : []),
    [t('after', { time: at(sinceMs) }), tally(after)],
  ]
  return (
    <details className="group mt-1">
      <summary className="inline-flex min-h-8 cursor-pointer list-none items-center gap-1 text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon name="right" className="group-open:rotate-90" />
        {t('how')}
      </summary>
      <dl className="mt-1 grid gap-x-4 gap-y-1 md:grid-cols-[max-content_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="md:contents">
            <dt className="text-ink-3">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isVague(first) ? <p className="mt-2">{t('gap', { from: at(notBeforeMs), to: at(sinceMs) })}</p> : null}
      <p className="mt-2 max-w-[72ch] text-ink-2">{t('method')}</p>
      {others.length > 0 ? (
        <>
          <p className="mt-2 font-semibold">{t('others')}</p>
          <ul>
            {
              await Promise.all(
                others.map(async (onset) => (
                  <li key={onset.cause}>{await onsetSentence(onset, { nowMs: atMs, zone, locale })}</li>
                )),
              )
            }
          </ul>
        </>
      ) : null}
    </details>
  )
}
