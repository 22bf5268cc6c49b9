import { getLocale, getTranslations } from 'next-intl/server'
import { ChannelTab } from '@/components/filters/channel-tab.tsx'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { PartBoundary } from '@/components/ui/part-boundary.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { type ChannelView, destinationUrlOf } from '@/lib/domain/channel.ts'
import { languageOfName } from '@/lib/i18n/language-of-name.ts'
import { aggregationPeriods } from '@/lib/reports/aggregation-periods.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { ChannelStanding } from './channel-standing.tsx'

const KIND = { line: 'LINE', braze: 'Braze' } as const

/** Switched on is quiet, off is bold; `quiet` where off is what one expects. */
function SwitchWord({
  name,
  on,
  words,
  quiet = false,
}: {
  name: string
  on: boolean
  words: { on: string; off: string }
  quiet?: boolean
}) {
  return (
    <span className="inline-flex items-center gap-1.5 max-md:hidden">
      <span className="text-ink-3">{name}</span>
      {on ? words.on : quiet ? words.off : <b className="text-ink">{words.off}</b>}
    </span>
  )
}

/** What every page of a channel begins with: its name, where it sends, its switches, how it stands, its pages. */
export async function ChannelHeader({
  ctx,
  actor,
  channel,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
}) {
  const t = await getTranslations()
  const locale = await getLocale()
  const words = { on: t('common.on'), off: t('common.off') }
  const base = `/channels/${channel.id}`
  const url = destinationUrlOf(channel)
  const isBraze = channel.kind === 'braze'
  // As in LINE's own console, but it stays for what was counted before.
  const hasErrors = channel.errorStatistics || (await aggregationPeriods(ctx, channel)).length > 0
  return (
    <div className="border-line border-b bg-surface pt-3 md:pt-4">
      <div className="wrap">
        <div className="flex items-start justify-between gap-6 max-md:block">
          <div className="min-w-0">
            <nav aria-label={t('channel.breadcrumb')} className="mb-1 flex text-ink-3 text-xs">
              <QuietLink
                href="/"
                className="-my-1 -ml-1 inline-flex min-h-6 items-center gap-0.5 no-underline hover:text-ink hover:underline"
              >
                <Icon name="left" />
                {t('common.channels')}
              </QuietLink>
            </nav>
            <h1 className="flex items-center gap-2 text-xl tracking-[-.005em]">
              <span
                lang={languageOfName(channel.name)}
                className="min-w-0 [overflow-wrap:anywhere] [word-break:auto-phrase]"
              >
                {channel.name}
              </span>
              {channel.practice ? <Tag>{t('channel.practice')}</Tag> : null}
            </h1>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2 text-sm leading-6 max-md:leading-5">
              <span className="inline-flex min-w-0 max-w-full items-center gap-1.5">
                <span className="text-ink-3">{KIND[channel.kind]}</span>
                {url === null ? (
                  <span>{t(isBraze ? 'channel.noEndpoint' : 'channel.noUrl')}</span>
                ) : (
                  <>
                    <span className="max-w-[52ch] truncate" title={url}>
                      {url.replace(/^https:\/\//, '')}
                    </span>
                    <CopyButton
                      text={url}
                      label={t(isBraze ? 'channel.copyEndpoint' : 'channel.copyUrl')}
                      look="quiet"
                      size="square-sm"
                    />
                  </>
                )}
              </span>
              <SwitchWord name={t('channel.useWebhook')} on={channel.useWebhook} words={words} />
              <SwitchWord name={t('channel.errorStatistics')} on={channel.errorStatistics} words={words} />
              <span className="inline-flex items-center gap-x-4 max-md:hidden">
                <SwitchWord name={t('channel.redelivery')} on={channel.redelivery} words={words} quiet />
                {mayOn(actor, 'channel:manage', channel.no) ? (
                  <TextLink href={`${base}/settings#switches`} className="py-1 text-xs">
                    {t('channel.toSwitches')}
                  </TextLink>
                ) : null}
              </span>
            </div>
          </div>
          <PartBoundary
            renderedAtMs={ctx.now()}
            instead={
              <p className="min-h-12 flex-none pt-5 text-ink-2 text-sm max-md:min-h-[68px] max-md:pt-2">
                {t('channel.standingUnknown')}
              </p>
            }
          >
            <ChannelStanding ctx={ctx} channel={channel} locale={locale} />
          </PartBoundary>
        </div>
        <nav
          aria-label={t('channel.pages')}
          className="mt-3 flex gap-6 overflow-x-auto [scrollbar-width:none] max-md:-mx-4 max-md:mt-2 max-md:scroll-pr-4 max-md:scroll-pl-14 max-md:gap-5 max-md:px-4"
        >
          <ChannelTab base={base} page="statistics">
            {t('channel.statistics')}
          </ChannelTab>
          {hasErrors ? (
            <ChannelTab base={base} page="webhook-errors">
              {t('webhookErrors.title')}
            </ChannelTab>
          ) : null}
          <ChannelTab base={base} page="deliveries">
            {t('channel.deliveries')}
          </ChannelTab>
          <ChannelTab base={base} page="attempts">
            {t('channel.attempts')}
          </ChannelTab>
          <ChannelTab base={base} page="sends">
            {t('channel.sends')}
          </ChannelTab>
          <ChannelTab base={base} page="settings">
            {t(isBraze ? 'channel.brazeSettings' : 'channel.settings')}
          </ChannelTab>
        </nav>
      </div>
    </div>
  )
}
