import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { ROW_LINK } from '@/components/ui/row-link.ts'
import { Swatch } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { destinationUrlOf } from '@/lib/domain/channel.ts'
import { guideHref } from '@/lib/domain/guide.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatAgo } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { statusName } from '@/lib/i18n/status-names.ts'
import type { ChannelOverview } from '@/lib/reports/channel-overview.ts'
import { FailedShares } from './failed-shares.tsx'
import type { StandingSentence } from './standing-sentence.ts'

/** The columns of the list, for its head and its rows: all, without the switches when narrow; stacked on a phone. */
export const OVERVIEW_COLUMNS =
  'grid grid-cols-[minmax(180px,1.1fr)_minmax(200px,1.5fr)_minmax(120px,192px)_80px_88px_88px_96px_16px] gap-x-5 px-6 max-xl:grid-cols-[minmax(112px,1fr)_minmax(150px,1.3fr)_minmax(72px,192px)_56px_64px_72px] max-xl:gap-x-3'

function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : (url ?? '–')
}

function SwitchWord({ name, on, words }: { name: string; on: boolean; words: { on: string; off: string } }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <i
        aria-hidden="true"
        className={`size-1.5 flex-none rounded-full ${on ? 'bg-ink-3' : 'shadow-[inset_0_0_0_1.5px_var(--ink-2)]'}`}
      />
      {name} {on ? words.on : <b className="text-ink">{words.off}</b>}
    </span>
  )
}

/** The same figure of the 24 hours before, small below it; null: it is not known. */
async function Before({ children }: { children: string | null }) {
  const t = await getTranslations('overview')
  return (
    <small className="block font-normal text-ink-3 text-xs">
      {t('before')} {children ?? <span aria-hidden="true">–</span>}
      {children === null ? <span className="sr-only">{t('unknown')}</span> : null}
    </small>
  )
}

/** One channel: where it goes, how it stands, its day as a small chart, its numbers, its switches. The whole row leads there. */
export async function OverviewRow({
  row,
  sentence,
  nowMs,
  locale,
}: {
  row: ChannelOverview
  sentence: StandingSentence
  nowMs: number
  locale: Locale
}) {
  const t = await getTranslations('overview')
  const common = await getTranslations('common')
  const words = { on: common('on'), off: common('off') }
  const { channel, last24h, before24h, isBeforeKnown, topReason, otherReasons, waiting } = row
  const known = row.hours.some(({ attempts }) => attempts !== null)
  // The sentence is about the last hour then, whose first reason can be another one.
  const isOfHour = sentence.standing === 'many_fail' || sentence.standing === 'nothing_arrives'
  const urgent = sentence.group === 'attention' ? 'font-semibold' : ''
  const unknown = (
    <span className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('unknown')}</span>
    </span>
  )
  return (
    <li
      className={`relative min-h-[72px] items-center py-3 first:rounded-t-lg last:rounded-b-lg hover:bg-sunken has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ink [&+&]:border-line [&+&]:border-t ${OVERVIEW_COLUMNS} max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-start max-md:gap-y-2 max-md:px-4`}
    >
      <div className="min-w-0">
        <Link
          {...ROW_LINK}
          href={`/channels/${channel.id}/statistics`}
          className="font-semibold no-underline after:absolute after:inset-0 focus-visible:outline-none"
        >
          {channel.name}
        </Link>
        <div className="mt-0.5 truncate text-ink-3 text-xs">
          {channel.kind === 'line' ? 'LINE' : 'Braze'} · {hostOf(destinationUrlOf(channel))}
        </div>
        <div className="mt-0.5 flex flex-wrap gap-x-3 text-ink-3 text-xs xl:hidden">
          {channel.useWebhook ? null : <SwitchWord name={t('webhook')} on={false} words={words} />}
          {channel.errorStatistics ? null : <SwitchWord name={t('statistics')} on={false} words={words} />}
        </div>
      </div>
      <div className="min-w-0 text-sm max-md:order-3 max-md:col-span-2">
        <div className="flex items-start gap-2">
          <span className={`mt-0.5 ${sentence.tone}`}>
            <Icon name={sentence.icon} />
          </span>
          <span className={sentence.group === 'attention' || sentence.group === 'watch' ? 'font-semibold' : ''}>
            {sentence.title}
          </span>
        </div>
        <div className="mt-1 flex flex-wrap items-center gap-x-1.5 pl-6 text-ink-2 text-xs">
          {topReason && sentence.group !== 'off' ? (
            <>
              {isOfHour ? <span className="text-ink-3">{t('topOfDay')}</span> : null}
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
            <TextLink href={`/channels/${channel.id}/deliveries?state=pending`} className="relative py-1">
              {t('waiting', { count: waiting.pending, ago: formatAgo(waiting.oldestAtMs, nowMs, locale) })}
            </TextLink>
          )}
        </div>
      </div>
      <div className="max-md:order-4 max-md:row-span-2">
        <FailedShares hours={row.hours} label={known ? t('chart', { errors: last24h.errors }) : t('chartOff')} />
      </div>
      <div className={`text-right max-md:order-2 ${urgent}`}>
        {known ? (
          <>
            {formatCount(last24h.errors)}
            <small className="ml-0.5 text-ink-3 text-xs md:hidden">{t('errorsUnit')}</small>
            <Before>{isBeforeKnown ? formatCount(before24h.errors) : null}</Before>
          </>
        ) : (
          unknown
        )}
      </div>
      <div className={`text-right max-md:order-5 max-md:self-end ${urgent}`}>
        {known ? (
          <>
            {formatRate(last24h.errors, last24h.attempts)}
            <Before>{isBeforeKnown ? formatRate(before24h.errors, before24h.attempts) : null}</Before>
          </>
        ) : (
          unknown
        )}
      </div>
      <div className="text-right text-ink-2 max-md:order-6 max-md:text-ink-3 max-md:text-xs">
        {row.lastErrorAtMs === null ? (
          <span className="text-ink-3">
            <span aria-hidden="true">–</span>
            <span className="sr-only">{t('never')}</span>
          </span>
        ) : (
          formatAgo(row.lastErrorAtMs, nowMs, locale)
        )}
      </div>
      <div className="grid text-ink-3 text-xs leading-5 max-xl:hidden">
        <SwitchWord name={t('webhook')} on={channel.useWebhook} words={words} />
        <SwitchWord name={t('statistics')} on={channel.errorStatistics} words={words} />
      </div>
      <span className="text-ink-3 max-xl:hidden">
        <Icon name="right" />
      </span>
    </li>
  )
}
