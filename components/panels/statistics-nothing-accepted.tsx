import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PANEL_HEIGHT } from '@/components/charts/panel-height.ts'
import { statisticsAddress } from '@/components/filters/statistics-params.ts'
import { buttonClass } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { dayOf } from '@/lib/domain/statistics/zone-days.ts'
import { formatDay, formatDayMinute } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { lastAccepted } from '@/lib/reports/last-accepted.ts'

/** Nothing was handed to Todoku in the range: where the last was, or how one begins. */
export async function NothingAccepted({
  ctx,
  channel,
  timezone,
  tools,
}: {
  ctx: ReportContext
  channel: ChannelView
  timezone: string
  tools: ReactNode
}) {
  const t = await getTranslations('deliveryChart')
  const locale = await getLocale()
  const last = await lastAccepted(ctx, channel)
  const base = `/channels/${channel.id}`
  return (
    <Panel label={t('panel')} className={`flex flex-col ${PANEL_HEIGHT.deliveries}`}>
      <div className="flex flex-wrap items-baseline gap-x-6 px-4 pt-3 md:px-6 md:pt-4">
        <span>
          {t.rich('zero', {
            big: (chunks) => <span className="font-semibold text-2xl md:text-3xl">{chunks}</span>,
            unit: (chunks) => <span className="ml-1 text-ink-2">{chunks}</span>,
          })}
        </span>
        <span className="ml-auto self-center">{tools}</span>
      </div>
      <EmptyState
        className="flex-1"
        title={t('noneTitle')}
        actions={
          last === null ? (
            <QuietLink href={`${base}/settings`} className={buttonClass()}>
              {t('toSettings')}
            </QuietLink>
          ) : (
            <QuietLink
              href={statisticsAddress(`${base}/statistics`, {
                kind: 'deliveries',
                from: dayOf(timezone, last).startMs,
                to: dayOf(timezone, last).endMs,
              })}
              className={buttonClass()}
            >
              {t('seeDay', { day: formatDay(last, timezone, locale) })}
            </QuietLink>
          )
        }
      >
        {last === null ? t('never') : t('last', { time: formatDayMinute(last, timezone, locale) })}
      </EmptyState>
    </Panel>
  )
}
