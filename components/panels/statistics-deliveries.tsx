import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { DeliveryLegend } from '@/components/charts/delivery-legend.tsx'
import { DeliveryTimelineTable } from '@/components/charts/delivery-timeline-table.tsx'
import { DeliveryTimelineView } from '@/components/charts/delivery-timeline-view.tsx'
import { StatisticFrame } from '@/components/charts/statistic-frame.tsx'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { prepareDeliveryTimeline } from '@/lib/charts/prepare-delivery-timeline.ts'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { ChannelKind, ChannelView } from '@/lib/domain/channel.ts'
import type { DeliverySums } from '@/lib/domain/statistics/delivery-timeline.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import type { DeliveryStatistics } from './load-statistics.ts'
import { savedStatistic } from './saved-tables.ts'
import { NothingAccepted } from './statistics-nothing-accepted.tsx'

/** How many were accepted and what has become of them: the figures, the legend, the chart and its table. */
export async function StatisticsDeliveries({
  ctx,
  channel,
  statistics: { shown, before },
  zone,
  name,
  nowMs,
}: {
  ctx: ReportContext
  channel: ChannelView
  statistics: DeliveryStatistics
  /** As the address names it; null: the channel's. */
  zone: string | null
  name: RangeName | null
  nowMs: number
}) {
  const t = await getTranslations('deliveryChart')
  const { total } = shown
  const { kind } = channel
  const fresh = shown.toMs > nowMs - 60_000 ? <AutoRefresh renderedAtMs={nowMs} everyMs={10_000} /> : null
  if (total.accepted === 0) {
    return <NothingAccepted ctx={ctx} channel={channel} timezone={shown.timezone} tools={fresh} />
  }
  const model = prepareDeliveryTimeline(shown, { nowMs })
  return (
    <StatisticFrame
      statistic="deliveries"
      panel={t('panel')}
      channelName={channel.name}
      saved={savedStatistic(channel.id, 'deliveries', shown)}
      fresh={fresh}
      figures={
        total.delivered === total.accepted ? (
          <AllArrived total={total} kind={kind} />
        ) : (
          <Figures total={total} kind={kind}>
            <Before before={before.total} name={name} />
          </Figures>
        )
      }
    >
      <DeliveryLegend channelId={channel.id} kind={kind} timeline={shown} zone={zone} />
      <DeliveryTimelineView
        channelId={channel.id}
        kind={kind}
        timeline={shown}
        zone={zone}
        nowMs={nowMs}
        table={<DeliveryTimelineTable model={model} kind={kind} />}
      />
    </StatisticFrame>
  )
}

async function AllArrived({ total, kind }: { total: DeliverySums; kind: ChannelKind }) {
  const t = await getTranslations('deliveryChart')
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <span className="flex items-center gap-2 font-semibold text-xl md:leading-9">
        <span className="text-ok">
          <Icon name="good" />
        </span>
        {t('allArrived', { kind })}
      </span>
      <span className="text-ink-2 text-sm max-md:basis-full">
        {t('allArrivedSay', { kind, accepted: total.accepted, redelivered: total.redelivered })}
      </span>
    </div>
  )
}

/** What was accepted, and which share of it has arrived by now. */
async function Figures({ total, kind, children }: { total: DeliverySums; kind: ChannelKind; children: ReactNode }) {
  const t = await getTranslations('deliveryChart')
  const big = (chunks: ReactNode) => (
    <span className="font-semibold text-2xl tracking-[-.015em] md:text-3xl">{chunks}</span>
  )
  const unit = (chunks: ReactNode) => <span className="ml-1 text-ink-2">{chunks}</span>
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 md:gap-x-6">
      <span className="whitespace-nowrap">
        {t.rich('acceptedCount', { count: formatCount(total.accepted), raw: total.accepted, big, unit })}
      </span>
      <span className="whitespace-nowrap">
        {t.rich('arrivedRate', { kind, rate: formatShare(total.delivered, total.accepted), big, unit })}
      </span>
      <span className="text-ink-2 text-sm max-md:basis-full max-md:text-xs">
        <span className="max-md:block">{t('arrivedCount', { kind, count: total.delivered })}</span>
        <span aria-hidden="true" className="max-md:hidden">
          {' · '}
        </span>
        <span className="max-md:block">{children}</span>
      </span>
    </div>
  )
}

async function Before({ before, name }: { before: DeliverySums; name: RangeName | null }) {
  const t = await getTranslations('deliveryChart')
  const statistics = await getTranslations('statistics')
  const span = statistics(`beforeSpan.${name ?? 'other'}`)
  if (before.accepted === 0) return t('beforeNone', { span })
  return t.rich('before', {
    span,
    accepted: formatCount(before.accepted),
    rate: formatShare(before.delivered, before.accepted),
    b: (chunks) => <b className="text-ink">{chunks}</b>,
  })
}
