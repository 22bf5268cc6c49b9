import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'

/** Every try of the same delivery in order, the one that is shown among them; each leads to itself. */
export async function AttemptSiblings({
  attempts,
  current,
  kind,
  zone,
  locale,
  href,
}: {
  attempts: readonly AttemptSummary[]
  current: string
  kind: ChannelKind
  zone: string
  locale: Locale
  href: (attemptId: string) => string
}) {
  const t = await getTranslations('attempt')
  return (
    <ol className="text-sm">
      {attempts.map(({ id, startedAtMs, outcome, durationMs }, index) => {
        const words = (
          <>
            {outcome.cause === null ? (
              <span className="text-ok">
                <Icon name="check" />
              </span>
            ) : (
              <Swatch cause={outcome.cause} className="justify-self-center" />
            )}
            <span className="min-w-0 truncate">
              {outcome.cause === null
                ? `${t(kind === 'braze' ? 'accepted' : 'arrived')} ${outcome.status ?? ''}`
                : outcome.detail}
            </span>
            <time dateTime={new Date(startedAtMs).toISOString()} className="whitespace-nowrap text-ink-2">
              {formatDaySecond(startedAtMs, zone, locale)}
            </time>
            <span className="whitespace-nowrap text-right text-ink-3">{formatMs(durationMs)} ms</span>
          </>
        )
        const look = 'grid min-h-8 grid-cols-[16px_16px_minmax(0,1fr)_auto_72px] items-center gap-x-2 rounded-sm px-1'
        return (
          <li key={id}>
            {id === current ? (
              <span aria-current="true" className={`${look} bg-sunken font-semibold`}>
                <span className="text-ink-3">{index + 1}</span>
                {words}
              </span>
            ) : (
              <Link href={href(id)} scroll={false} className={`${look} no-underline hover:bg-sunken`}>
                <span className="text-ink-3">{index + 1}</span>
                {words}
              </Link>
            )}
          </li>
        )
      })}
    </ol>
  )
}
