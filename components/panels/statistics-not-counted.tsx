import { getTranslations } from 'next-intl/server'
import { PANEL_HEIGHT } from '@/components/charts/panel-height.ts'
import { type Statistic, statisticsAddress } from '@/components/filters/statistics-params.ts'
import { buttonClass } from '@/components/ui/button.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TurnOnStatistics } from './turn-on-statistics.tsx'

/** In all of the range nothing was counted. Not zero: unknown. `label` names the panel, `today` leads to today; absent: of the statistics page. */
export async function NotCounted({
  channel,
  kind = 'errors',
  label,
  today,
}: {
  channel: ChannelView
  kind?: Statistic
  label?: string
  today?: string
}) {
  const t = await getTranslations('statistics')
  const base = `/channels/${channel.id}`
  const [say, action] = channel.errorStatistics
    ? [
        t('offOnNow', { kind }),
        <QuietLink
          key="now"
          href={today ?? statisticsAddress(`${base}/statistics`, { range: 'today', kind })}
          className={buttonClass()}
        >
          {t('seeNow')}
        </QuietLink>,
      ]
    : channel.useWebhook
      ? [t('offSay', { kind }), <TurnOnStatistics key="on" channelId={channel.id} />]
      : [
          t('offNoWebhook', { kind }),
          <QuietLink key="settings" href={`${base}/settings`} className={buttonClass('primary')}>
            {t('toSettings')}
          </QuietLink>,
        ]
  return (
    <section
      aria-label={label ?? t('panel')}
      className={`hatched grid place-items-center rounded-lg border border-line p-4 ${PANEL_HEIGHT[kind]}`}
    >
      <div className="grid max-w-[400px] justify-items-center gap-1 rounded-lg border border-line bg-surface p-6 text-center">
        <h2 className="text-lg">{t('offTitle')}</h2>
        <p className="text-ink-2 text-sm leading-[22px]">{say}</p>
        <div className="mt-4">{action}</div>
      </div>
    </section>
  )
}
