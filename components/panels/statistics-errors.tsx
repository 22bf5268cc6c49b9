import { getTranslations } from 'next-intl/server'
import { ErrorTimelineTable } from '@/components/charts/error-timeline-table.tsx'
import { ErrorTimelineView } from '@/components/charts/error-timeline-view.tsx'
import { StatisticFrame } from '@/components/charts/statistic-frame.tsx'
import { CompareSwitch } from '@/components/filters/compare-switch.tsx'
import type { Tracked } from '@/components/filters/tracked-params.ts'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { prepareErrorTimeline } from '@/lib/charts/prepare-error-timeline.ts'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import { statisticsState } from '@/lib/charts/statistics-state.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { previousSums } from '@/lib/domain/statistics/compare.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import type { Statistics, StatisticsFilter } from './load-statistics.ts'
import { savedStatistic } from './saved-tables.ts'
import { AllArrived, Before, Figures } from './statistics-error-figures.tsx'
import { NoTraffic } from './statistics-no-traffic.tsx'
import { NotCounted } from './statistics-not-counted.tsx'

type Props = {
  ctx: ReportContext
  channel: ChannelView
  statistics: Statistics
  filter: StatisticsFilter
  /** The chart and its numbers have those of the period before beside them. */
  compares: boolean
  tracked: Tracked
  /** As the address names it; null: the channel's. */
  zone: string | null
  name: RangeName | null
  nowMs: number
}

/** How many failed, by cause, over time: the figures, the legend, the chart and its table, or what stands in their place. */
export async function StatisticsErrors(props: Props) {
  const { ctx, channel, statistics, filter, compares, tracked, zone, name, nowMs } = props
  const t = await getTranslations('statistics')
  const { all, shown } = statistics
  const state = statisticsState(all)
  if (state === 'off') return <NotCounted channel={channel} />
  const fresh = all.toMs > nowMs - 60_000 ? <AutoRefresh renderedAtMs={nowMs} everyMs={10_000} /> : null
  if (state === 'no_traffic') {
    return <NoTraffic ctx={ctx} channel={channel} timezone={all.timezone} tracked={tracked} tools={fresh} />
  }
  const filtered = filter.cause !== null || filter.detail !== null
  // What is not compared is not sent to the browser either.
  const timeline = compares ? shown : { ...shown, previous: undefined }
  const model = prepareErrorTimeline(timeline, { nowMs, cause: filter.cause })
  return (
    <StatisticFrame
      statistic="errors"
      panel={t('panel')}
      channelName={channel.name}
      saved={savedStatistic(channel.id, 'errors', shown, { ...filter, ...tracked })}
      fresh={fresh}
      tools={<CompareSwitch />}
      figures={
        state === 'all_arrived' ? (
          <AllArrived attempts={all.attempts} kind={channel.kind}>
            <Before shown={all} name={name} nowMs={nowMs} />
          </AllArrived>
        ) : (
          <Figures shown={shown} filter={filter} filtered={filtered} nowMs={nowMs} compares={compares}>
            <Before shown={shown} name={name} nowMs={nowMs} />
          </Figures>
        )
      }
    >
      <ErrorTimelineView
        channelId={channel.id}
        timeline={timeline}
        cause={filter.cause}
        detail={filter.detail}
        zone={zone}
        errorsOf={Object.fromEntries(all.causes.map(({ cause, errors }) => [cause, errors]))}
        errorsBefore={compares && all.previous ? previousSums(all, all.previous, nowMs).byCause : null}
        nowMs={nowMs}
        table={<ErrorTimelineTable model={model} filtered={filtered} />}
      />
    </StatisticFrame>
  )
}
