import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ErrorTimelineTable } from '@/components/charts/error-timeline-table.tsx'
import { ErrorTimelineView } from '@/components/charts/error-timeline-view.tsx'
import { StatisticFrame } from '@/components/charts/statistic-frame.tsx'
import type { Tracked } from '@/components/filters/tracked-params.ts'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { prepareErrorTimeline } from '@/lib/charts/prepare-error-timeline.ts'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import { countingSince, statisticsState } from '@/lib/charts/statistics-state.ts'
import type { ChannelKind, ChannelView } from '@/lib/domain/channel.ts'
import type { ErrorTimeline } from '@/lib/domain/statistics/report-types.ts'
import { formatCount, formatRate } from '@/lib/i18n/format-number.ts'
import { formatWhen } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import type { Statistics, StatisticsFilter } from './load-statistics.ts'
import { savedStatistic } from './saved-tables.ts'
import { NoTraffic } from './statistics-no-traffic.tsx'
import { NotCounted } from './statistics-not-counted.tsx'

type Props = {
  ctx: ReportContext
  channel: ChannelView
  statistics: Statistics
  filter: StatisticsFilter
  tracked: Tracked
  /** As the address names it; null: the channel's. */
  zone: string | null
  name: RangeName | null
  nowMs: number
}

/** How many failed, by cause, over time: the figures, the legend, the chart and its table, or what stands in their place. */
export async function StatisticsErrors({ ctx, channel, statistics, filter, tracked, zone, name, nowMs }: Props) {
  const t = await getTranslations('statistics')
  const { all, shown, before } = statistics
  const state = statisticsState(all)
  if (state === 'off') return <NotCounted channel={channel} />
  const fresh = all.toMs > nowMs - 60_000 ? <AutoRefresh renderedAtMs={nowMs} everyMs={10_000} /> : null
  if (state === 'no_traffic') {
    return <NoTraffic ctx={ctx} channel={channel} timezone={all.timezone} tracked={tracked} tools={fresh} />
  }
  const filtered = filter.cause !== null || filter.detail !== null
  const model = prepareErrorTimeline(shown, { nowMs, cause: filter.cause })
  return (
    <StatisticFrame
      statistic="errors"
      panel={t('panel')}
      channelName={channel.name}
      saved={savedStatistic(channel.id, 'errors', shown, { ...filter, ...tracked })}
      fresh={fresh}
      figures={
        state === 'all_arrived' ? (
          <AllArrived attempts={all.attempts} kind={channel.kind} />
        ) : (
          <Figures shown={shown} filter={filter} filtered={filtered} nowMs={nowMs}>
            <Before before={before} name={name} />
          </Figures>
        )
      }
    >
      <ErrorTimelineView
        channelId={channel.id}
        timeline={shown}
        cause={filter.cause}
        detail={filter.detail}
        zone={zone}
        errorsOf={Object.fromEntries(all.causes.map(({ cause, errors }) => [cause, errors]))}
        nowMs={nowMs}
        table={<ErrorTimelineTable model={model} filtered={filtered} />}
      />
    </StatisticFrame>
  )
}

async function AllArrived({ attempts, kind }: { attempts: number; kind: ChannelKind }) {
  const t = await getTranslations('statistics')
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <span className="flex items-center gap-2 font-semibold text-xl md:leading-9">
        <span className="text-ok">
          <Icon name="good" />
        </span>
        {t('allArrived', { kind })}
      </span>
      <span className="text-ink-2 text-sm">{t('allArrivedSay', { attempts })}</span>
    </div>
  )
}

/** Errors, and their rate with its denominator. Under a filter the rate is named as the share that it is. */
async function Figures({
  shown,
  filter,
  filtered,
  nowMs,
  children,
}: {
  shown: ErrorTimeline
  filter: StatisticsFilter
  filtered: boolean
  nowMs: number
  children: ReactNode
}) {
  const t = await getTranslations('statistics')
  const locale = await getLocale()
  const since = countingSince(shown)
  const big = (chunks: ReactNode) => (
    <span className="font-semibold text-2xl tracking-[-.015em] md:text-3xl">{chunks}</span>
  )
  const unit = (chunks: ReactNode) => <span className="ml-1 text-ink-2">{chunks}</span>
  // Imported errors belong to none of these attempts.
  const rate = formatRate(shown.errors - shown.importedErrors, shown.attempts)
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 md:gap-x-6">
      <span className="whitespace-nowrap">
        {t.rich('errorCount', { count: formatCount(shown.errors), raw: shown.errors, big, unit })}
      </span>
      <span className="whitespace-nowrap">
        {t.rich(filtered ? 'shareOfAttempts' : 'errorRate', { rate, big, unit })}
      </span>
      <span className="text-ink-2 text-sm max-md:basis-full max-md:pr-[164px] max-md:text-xs">
        <span className="max-md:block">{t('ofAttempts', { count: shown.attempts })}</span>
        <span aria-hidden="true" className="max-md:hidden">
          {' · '}
        </span>
        <span className="max-md:block">
          {filtered
            ? t(shown.errors === 0 ? 'noneOfFilter' : 'filteredBy', { name: filter.detail ?? filter.cause ?? '' })
            : since === null
              ? children
              : t('countingSince', { time: formatWhen(since, nowMs, shown.timezone, locale) })}
        </span>
      </span>
    </div>
  )
}

async function Before({ before, name }: { before: ErrorTimeline; name: RangeName | null }) {
  const t = await getTranslations('statistics')
  const span = t(`beforeSpan.${name ?? 'other'}`)
  const state = statisticsState(before)
  if (state === 'off') return t('beforeOff', { span })
  if (state === 'no_traffic') return t('beforeNone', { span })
  return t.rich('before', {
    span,
    errors: formatCount(before.errors),
    rate: formatRate(before.errors - before.importedErrors, before.attempts),
    b: (chunks) => <b className="text-ink">{chunks}</b>,
  })
}
