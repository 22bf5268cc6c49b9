import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { ROW_LINK } from '@/components/ui/row-link.ts'
import { Swatch } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { destinationUrlOf } from '@/lib/domain/channel.ts'
import { guideHref } from '@/lib/domain/guide.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatAgo } from '@/lib/i18n/format-time.ts'
import { languageOfName } from '@/lib/i18n/language-of-name.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { statusName } from '@/lib/i18n/status-names.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'
import { FailedShares } from './failed-shares.tsx'
import type { StandingSentence } from './standing-sentence.ts'

/** As `DOT_BEFORE`, where the figures are a line. */
const AFTER =
  "max-md:relative max-md:before:absolute max-md:before:-left-4 max-md:before:w-4 max-md:before:text-center max-md:before:font-normal max-md:before:text-ink-3 max-md:before:content-['·']"

function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : (url ?? '–')
}

/** A dash to see, words to hear. */
function Dash({ words }: { words: string }) {
  return (
    <span className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** What the rows share, made once: what is one element here is sent to the browser once, and referred to in each row. */
export async function overviewPieces() {
  const t = await getTranslations('overview')
  const common = await getTranslations('common')
  const word = (name: string, on: boolean) => (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <i
        aria-hidden="true"
        className={`size-1.5 flex-none rounded-full ${on ? 'bg-ink-3' : 'shadow-[inset_0_0_0_1.5px_var(--ink-2)]'}`}
      />
      {name} {on ? common('on') : <b className="text-ink">{common('off')}</b>}
    </span>
  )
  const before = (figure: ReactNode) => (
    <small className="block font-normal text-ink-3 text-xs max-md:ml-1.5 max-md:inline">
      {t('before')} {figure}
    </small>
  )
  const beforeUnknown = <span className="max-md:hidden">{before(<Dash words={t('unknown')} />)}</span>
  return {
    t,
    webhook: { on: word(t('webhook'), true), off: word(t('webhook'), false) },
    statistics: { on: word(t('statistics'), true), off: word(t('statistics'), false) },
    unknown: <Dash words={t('unknown')} />,
    never: <Dash words={t('never')} />,
    // On a phone the three figures are a line, so each says what it is.
    lastUnit: <small className="mr-1 text-xs md:hidden">{t('last')}</small>,
    errorsUnit: (
      <small className="ml-0.5 in-[:lang(en)]:ml-1 font-normal text-ink-3 text-xs md:hidden">{t('errorsUnit')}</small>
    ),
    arrow: (
      <span className="text-ink-3 max-xl:hidden">
        <Icon name="right" />
      </span>
    ),
    /** The same figure of the 24 hours before, small below it; null: it is not known. */
    before: (figure: string | null) => (figure === null ? beforeUnknown : before(figure)),
  }
}

/** One channel: where it goes, how it stands, its day as a small chart, its numbers, its switches. The whole row leads there. */
export function OverviewRow({
  row,
  sentence,
  pieces,
  nowMs,
  locale,
}: {
  row: ChannelOverview
  sentence: StandingSentence
  pieces: Awaited<ReturnType<typeof overviewPieces>>
  nowMs: number
  locale: Locale
}) {
  const { t, webhook, statistics } = pieces
  const { channel, last24h, before24h, isBeforeKnown, waiting } = row
  const known = row.hours.some(({ attempts }) => attempts !== null)
  // The sentence is about the last hour then, and so is what it is explained by.
  const isOfHour = sentence.standing === 'many_fail' || sentence.standing === 'nothing_arrives'
  const { topReason, otherReasons } = isOfHour ? row.ofHour : row
  const urgent = sentence.group === 'attention' ? 'font-semibold' : ''
  return (
    <li className="overview-columns overview-row">
      <div className="min-w-0">
        <QuietLink
          {...ROW_LINK}
          href={`/channels/${channel.id}/statistics`}
          title={channel.name}
          lang={languageOfName(channel.name)}
          className="line-clamp-2 font-semibold no-underline [overflow-wrap:anywhere] [word-break:auto-phrase] after:absolute after:inset-0 focus-visible:outline-none"
        >
          {channel.name}
        </QuietLink>
        <div className="mt-0.5 truncate text-ink-3 text-xs">
          {`${channel.kind === 'line' ? 'LINE' : 'Braze'} · ${hostOf(destinationUrlOf(channel))}`}
        </div>
        {channel.useWebhook && channel.errorStatistics ? null : (
          <div className="mt-0.5 flex flex-wrap gap-x-3 text-ink-3 text-xs xl:hidden">
            {channel.useWebhook ? null : webhook.off}
            {channel.errorStatistics ? null : statistics.off}
          </div>
        )}
      </div>
      <div className="min-w-0 text-sm max-md:order-3 max-md:col-span-2">
        <div className="flex items-start gap-2">
          <span className={`mt-0.5 ${sentence.tone}`}>
            <Icon name={sentence.icon} />
          </span>
          <span className={sentence.group === 'attention' || sentence.group === 'watch' ? 'font-semibold' : undefined}>
            {sentence.title}
          </span>
        </div>
        <div className="mt-1 flex flex-wrap items-center gap-x-1.5 pl-6 text-ink-2 text-xs">
          {topReason && sentence.group !== 'off' ? (
            <>
              <Swatch cause={topReason.cause} />
              <TextLink href={guideHref(topReason.detail)} className="relative py-1">
                {[topReason.detail, statusName(Number(topReason.detail))].filter(Boolean).join(' ')}
              </TextLink>
              {otherReasons === 0 ? null : (
                <span className="text-ink-3">{t('otherReasons', { count: otherReasons })}</span>
              )}
            </>
          ) : sentence.standing === 'suspended' && waiting.pending > 0 ? null : (
            <span>{sentence.say}</span>
          )}
          {waiting.oldestAtMs === null ? null : (
            <TextLink href={`/channels/${channel.id}/deliveries?state=pending&range=7d`} className="relative py-1">
              {t('waiting', { count: waiting.pending, ago: formatAgo(waiting.oldestAtMs, nowMs, locale) })}
            </TextLink>
          )}
        </div>
      </div>
      <div className="max-md:order-5 max-md:col-span-2">
        <FailedShares
          hours={row.hours}
          beganAtMs={row.beganAtMs}
          label={known ? t('chart', { errors: last24h.errors }) : t('chartOff')}
        />
      </div>
      <div className="contents max-md:order-4 max-md:col-span-2 max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:overflow-x-clip max-md:text-sm">
        <div className={`text-right max-md:whitespace-nowrap ${known ? '' : 'max-md:hidden'} ${urgent}`}>
          {known ? (
            <>
              {formatCount(last24h.errors)}
              {pieces.errorsUnit}
              {pieces.before(isBeforeKnown ? formatCount(before24h.errors) : null)}
            </>
          ) : (
            pieces.unknown
          )}
        </div>
        <div className={`text-right max-md:whitespace-nowrap ${last24h.attempts ? AFTER : 'max-md:hidden'} ${urgent}`}>
          {known ? (
            <>
              {formatRate(last24h.errors, last24h.attempts)}
              {pieces.before(isBeforeKnown ? formatRate(before24h.errors, before24h.attempts) : null)}
            </>
          ) : (
            pieces.unknown
          )}
        </div>
        <div className={`text-right text-ink-2 ${row.lastErrorAtMs === null ? 'max-md:hidden' : AFTER}`}>
          {row.lastErrorAtMs === null ? (
            pieces.never
          ) : (
            <span className="whitespace-nowrap">
              {pieces.lastUnit}
              {formatAgo(row.lastErrorAtMs, nowMs, locale)}
            </span>
          )}
        </div>
      </div>
      <div className="grid text-ink-3 text-xs leading-5 max-xl:hidden">
        {channel.useWebhook ? webhook.on : webhook.off}
        {channel.errorStatistics ? statistics.on : statistics.off}
      </div>
      {pieces.arrow}
    </li>
  )
}
