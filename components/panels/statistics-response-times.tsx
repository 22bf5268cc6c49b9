import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PercentileTable } from '@/components/charts/percentile-table.tsx'
import { ResponseTimesTable } from '@/components/charts/response-times-table.tsx'
import { ResponseTimesView } from '@/components/charts/response-times-view.tsx'
import { StatisticFrame } from '@/components/charts/statistic-frame.tsx'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { prepareResponseTimes } from '@/lib/charts/prepare-response-times.ts'
import type { RangeName } from '@/lib/charts/resolve-range.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { isNotable, type ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import { formatMs, formatShare } from '@/lib/i18n/format-number.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import type { ResponseTimesStatistics } from './load-statistics.ts'
import { savedStatistic } from './saved-tables.ts'
import { NearLimitWarning } from './statistics-near-limit.tsx'
import { NoTraffic } from './statistics-no-traffic.tsx'
import { NotCounted } from './statistics-not-counted.tsx'

/** How long attempts took: the figures, the percentiles, the chart and its table, or what stands in their place. */
export async function StatisticsResponseTimes({
  ctx,
  channel,
  statistics: { shown, narrow, before },
  zone,
  name,
  nowMs,
}: {
  ctx: ReportContext
  channel: ChannelView
  statistics: ResponseTimesStatistics
  /** As the address names it; null: the channel's. */
  zone: string | null
  name: RangeName | null
  nowMs: number
}) {
  const t = await getTranslations('responseTimes')
  const own = { channel, kind: 'response_times', label: t('panel') } as const
  if (shown.series.every(({ aggregation }) => aggregation === 'off')) return <NotCounted {...own} />
  const fresh = shown.toMs > nowMs - 60_000 ? <AutoRefresh renderedAtMs={nowMs} everyMs={10_000} /> : null
  if (shown.successes.attempts + shown.failures.attempts === 0) {
    return <NoTraffic {...own} ctx={ctx} timezone={shown.timezone} tools={fresh} />
  }
  return (
    <>
      <StatisticFrame
        statistic="response_times"
        panel={t('panel')}
        channelName={channel.name}
        saved={[
          { ...savedStatistic(channel.id, 'response-times', shown), name: t('overTime') },
          { ...savedStatistic(channel.id, 'response-times', shown, { table: 'percentiles' }), name: t('wholeRange') },
        ]}
        fresh={fresh}
        figures={
          <Figures shown={shown}>
            <Before before={before} name={name} />
          </Figures>
        }
      >
        <div className="mx-4 mt-2 border-line border-y py-1 md:mx-6">
          <PercentileTable successes={shown.successes} failures={shown.failures} />
        </div>
        <ResponseTimesView
          channelId={channel.id}
          times={shown}
          narrow={narrow}
          zone={zone}
          nowMs={nowMs}
          table={<ResponseTimesTable model={prepareResponseTimes(shown, { nowMs })} />}
        />
      </StatisticFrame>
      {isNotable(shown.nearLimit) ? <NearLimitWarning kind={channel.kind} times={shown} /> : null}
    </>
  )
}

/** The slow end of successes, and how many of them come near the limit. */
async function Figures({ shown: { successes, nearLimit }, children }: { shown: ResponseTimes; children: ReactNode }) {
  const t = await getTranslations('responseTimes')
  const notable = isNotable(nearLimit)
  const big = (chunks: ReactNode) => (
    <span className="font-semibold text-2xl tracking-[-.015em] md:text-3xl">{chunks}</span>
  )
  const unit = (chunks: ReactNode) => <span className="ml-1 text-ink-2">{chunks}</span>
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 md:gap-x-6">
      <span className="whitespace-nowrap">
        {t.rich('slowEnd', { ms: successes.p95Ms === null ? '–' : formatMs(successes.p95Ms), big, unit })}
      </span>
      <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
        {notable ? (
          <span className="self-center text-alert">
            <Icon name="alert" />
          </span>
        ) : null}
        <span>{t.rich('nearShare', { share: formatShare(nearLimit.attempts, nearLimit.of), big, unit })}</span>
      </span>
      <span className="text-ink-2 text-sm max-md:basis-full max-md:text-xs">
        <span className="max-md:block">{t('nearCount', { near: nearLimit.attempts, of: nearLimit.of })}</span>
        <span aria-hidden="true" className="max-md:hidden">
          {' · '}
        </span>
        <span className="max-md:block">{children}</span>
      </span>
    </div>
  )
}

async function Before({ before, name }: { before: ResponseTimes; name: RangeName | null }) {
  const t = await getTranslations('responseTimes')
  const statistics = await getTranslations('statistics')
  const span = statistics(`beforeSpan.${name ?? 'other'}`)
  const { successes, nearLimit, series } = before
  if (series.every(({ aggregation }) => aggregation === 'off')) return statistics('beforeOff', { span })
  if (successes.p95Ms === null) return t('beforeNone', { span })
  return t.rich('before', {
    span,
    ms: formatMs(successes.p95Ms),
    share: formatShare(nearLimit.attempts, nearLimit.of),
    b: (chunks) => <b className="text-ink">{chunks}</b>,
  })
}
