import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PANEL_HEIGHT } from '@/components/charts/panel-height.ts'
import { type Statistic, statisticsAddress } from '@/components/filters/statistics-params.ts'
import { isTracked, type Tracked, trackedQuery } from '@/components/filters/tracked-params.ts'
import { buttonClass } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { dayOf } from '@/lib/domain/statistics/zone-days.ts'
import { formatDay, formatDayMinute } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'

/** Counted, but nothing was sent, or nothing of what the page is narrowed to: zero of zero, and where the last traffic is. */
export async function NoTraffic({
  ctx,
  channel,
  timezone,
  tracked = { send: null, campaign: null },
  kind = 'errors',
  label,
  tools,
}: {
  ctx: ReportContext
  channel: ChannelView
  timezone: string
  tracked?: Tracked
  kind?: Statistic
  /** Names the panel; absent: that of errors. */
  label?: string
  tools: ReactNode
}) {
  const t = await getTranslations('statistics')
  const locale = await getLocale()
  const { attempts } = await listAttempts(ctx, [channel], {
    purpose: 'delivery',
    ...trackedQuery(tracked),
    limit: 1,
  })
  const last = attempts[0]?.startedAtMs ?? null
  return (
    <Panel label={label ?? t('panel')} className={`flex flex-col ${PANEL_HEIGHT[kind]}`}>
      <div className="flex flex-wrap items-baseline gap-x-6 px-4 pt-3 md:px-6 md:pt-4">
        <span>
          {t.rich('zeroAttempts', {
            big: (chunks) => <span className="font-semibold text-2xl md:text-3xl">{chunks}</span>,
            unit: (chunks) => <span className="ml-1 text-ink-2">{chunks}</span>,
          })}
        </span>
        {kind === 'errors' ? <span className="text-ink-2 text-sm">{t('noRate')}</span> : null}
        <span className="ml-auto self-center">{tools}</span>
      </div>
      <EmptyState
        className="flex-1"
        title={t(isTracked(tracked) ? 'noneTrackedTitle' : 'noTrafficTitle')}
        actions={
          last === null ? null : (
            <QuietLink
              href={statisticsAddress(`/channels/${channel.id}/statistics`, {
                kind,
                from: dayOf(timezone, last).startMs,
                to: dayOf(timezone, last).endMs,
                send: tracked.send,
                campaign: tracked.campaign,
              })}
              className={buttonClass()}
            >
              {t('seeDay', { day: formatDay(last, timezone, locale) })}
            </QuietLink>
          )
        }
      >
        {last === null ? t('neverTraffic') : t('lastTraffic', { time: formatDayMinute(last, timezone, locale) })}
      </EmptyState>
    </Panel>
  )
}
