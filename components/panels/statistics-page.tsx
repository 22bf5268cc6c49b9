import { getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'
import { StatisticsFilters } from '@/components/filters/statistics-filters.tsx'
import { type StatisticsParams, statisticsAddress } from '@/components/filters/statistics-params.ts'
import { type RankedDetail, rankDetails, statusClasses } from '@/lib/charts/rank-details.ts'
import { type ResolvedRange, resolveRange, usualRange } from '@/lib/charts/resolve-range.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import { classOfDetail } from '@/lib/domain/statistics/error-filter.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import {
  type DeliveryStatistics,
  loadDeliveryStatistics,
  loadResponseTimes,
  loadStatistics,
  type ResponseTimesStatistics,
  type Statistics,
} from './load-statistics.ts'
import { savedStatistic } from './saved-tables.ts'
import { StatisticsBoundary } from './statistics-boundary.tsx'
import { StatisticsDeliveries } from './statistics-deliveries.tsx'
import { StatisticsDetails } from './statistics-details.tsx'
import { StatisticsErrors } from './statistics-errors.tsx'
import { StatisticsFirstLook } from './statistics-first-look.tsx'
import { StatisticsOnset } from './statistics-onset.tsx'
import { StatisticsRemarks } from './statistics-remarks.tsx'
import { StatisticsResponseTimes } from './statistics-response-times.tsx'
import { StatisticsSkeleton } from './statistics-skeleton.tsx'
import { StatisticsStatusCodes } from './statistics-status-codes.tsx'
import { TrackedChips } from './tracked-chips.tsx'

type Loaded<T> = { ok: true; statistics: T } | { ok: false; error: unknown }

/** A failure waits until it can be thrown inside the boundary, so that Next logs it with the number that the reader is shown. */
function settle<T>(statistics: Promise<T>): Promise<Loaded<T>> {
  return statistics.then(
    (loaded): Loaded<T> => ({ ok: true, statistics: loaded }),
    (error: unknown): Loaded<T> => ({ ok: false, error }),
  )
}

function isDetail(text: string): boolean {
  return reasonOfDetail(text) !== null || classOfDetail(text) !== null
}

/** `below`: what stands under the chart. */
type PageProps = { ctx: ReportContext; channel: ChannelView; params: StatisticsParams; below: ReactNode }

/** The filters, and under them what they ask for. Where that cannot be loaded the filters stay. */
export async function StatisticsPage({ ctx, channel, params: asked, below }: PageProps) {
  const t = await getTranslations()
  const nowMs = ctx.now()
  // What the address says wrongly is as if it said nothing.
  const params = {
    ...asked,
    detail: asked.detail !== null && isDetail(asked.detail) ? asked.detail : null,
  }
  const zone = asked.zone !== null && isZone(asked.zone) ? asked.zone : channel.timezone
  const range = resolveRange(params, usualRange(nowMs - channel.createdAtMs), nowMs, zone)
  const filters = { kind: params.kind, range, name: range.name, zone, channelZone: channel.timezone, nowMs }
  const shared = { ctx, channel, params, range, nowMs, below }
  const { send, campaign } = params
  const tracked = { send, campaign, without: (name: 'send' | 'campaign') => addressWithout(params, name) }
  if (params.kind === 'deliveries') {
    const loaded = await settle(loadDeliveryStatistics(ctx, channel, range, zone))
    return (
      <>
        <StatisticsFilters {...filters} details={null} />
        <TrackedChips {...tracked} note={t('sends.notOfDeliveries')} />
        <Frame label={t('deliveryChart.panel')} params={params}>
          <DeliveryPanel {...shared} loaded={loaded} />
          {below}
        </Frame>
      </>
    )
  }
  if (params.kind === 'response_times') {
    const loaded = await settle(loadResponseTimes(ctx, channel, range, zone))
    return (
      <>
        <StatisticsFilters {...filters} details={null} />
        <TrackedChips {...tracked} note={t('responseTimes.notOfSends')} />
        <Frame label={t('responseTimes.panel')} params={params}>
          <ResponseTimesPanel {...shared} loaded={loaded} />
          {below}
        </Frame>
      </>
    )
  }
  const loaded = await settle(loadStatistics(ctx, channel, range, zone, params))
  const details = loaded.ok ? rankDetails(loaded.statistics.all, nowMs) : []
  return (
    <>
      <StatisticsFilters {...filters} details={details.map(({ cause, detail }) => ({ cause, detail }))} />
      <TrackedChips {...tracked} />
      <Frame label={t('statistics.panel')} params={params}>
        <ErrorPanels {...shared} loaded={loaded} />
      </Frame>
    </>
  )
}

/** The same view of all that the channel sent. */
function addressWithout(params: StatisticsParams, name: 'send' | 'campaign'): string {
  return statisticsAddress('', { ...params, [name]: null })
}

function Frame({ label, params, children }: { label: string; params: StatisticsParams; children: ReactNode }) {
  const { kind } = params
  return (
    <StatisticsBoundary label={label} view={statisticsAddress('', params)} kind={kind}>
      <Suspense fallback={<StatisticsSkeleton label={label} kind={kind} />}>{children}</Suspense>
    </StatisticsBoundary>
  )
}

type PanelProps<T> = PageProps & { range: ResolvedRange; loaded: Loaded<T>; nowMs: number }

async function DeliveryPanel({ ctx, channel, params, range, loaded, nowMs }: PanelProps<DeliveryStatistics>) {
  if (!loaded.ok) throw loaded.error
  return (
    <StatisticsDeliveries
      ctx={ctx}
      channel={channel}
      statistics={loaded.statistics}
      zone={params.zone}
      name={range.name}
      nowMs={nowMs}
    />
  )
}

async function ResponseTimesPanel({ ctx, channel, params, range, loaded, nowMs }: PanelProps<ResponseTimesStatistics>) {
  if (!loaded.ok) throw loaded.error
  return (
    <StatisticsResponseTimes
      ctx={ctx}
      channel={channel}
      statistics={loaded.statistics}
      zone={params.zone}
      name={range.name}
      nowMs={nowMs}
    />
  )
}

async function ErrorPanels({ ctx, channel, params, range, loaded, nowMs, below }: PanelProps<Statistics>) {
  if (!loaded.ok) throw loaded.error
  const { all } = loaded.statistics
  const { cause, detail, send, campaign } = params
  const statusClass = detail === null ? null : classOfDetail(detail)
  const isOfClass = (one: RankedDetail) =>
    statusClass === null || (one.cause === 'error_status_code' && one.detail.startsWith(String(statusClass)))
  const details = rankDetails(all, nowMs).filter((one) => (cause === null || one.cause === cause) && isOfClass(one))
  const chosen = details.filter((one) => statusClass !== null || detail === null || one.detail === detail)
  // They list every detail of the cause, whichever is chosen.
  const saved = (table: string) => savedStatistic(channel.id, 'errors', all, { table, cause, send, campaign })
  const classes = cause === null || cause === 'error_status_code' ? statusClasses(all) : []
  return (
    <>
      <StatisticsErrors
        ctx={ctx}
        channel={channel}
        statistics={loaded.statistics}
        filter={{ cause, detail }}
        compares={params.compare !== null}
        tracked={{ send, campaign }}
        zone={params.zone}
        name={range.name}
        nowMs={nowMs}
      />
      {below}
      <StatisticsOnset
        ctx={ctx}
        channel={channel}
        params={params}
        zone={all.timezone}
        ofWhole={[cause, detail, send, campaign].every((filter) => filter === null)}
      />
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_400px] 2xl:grid-cols-[minmax(0,1fr)_480px]">
        <StatisticsDetails
          channelId={channel.id}
          details={details}
          range={{ fromMs: all.fromMs, toMs: all.toMs }}
          params={params}
          timezone={all.timezone}
          timeoutMs={channel.timeoutMs}
          saved={saved('details')}
        />
        <div className="grid min-w-0 gap-4">
          <StatisticsFirstLook
            ctx={ctx}
            channel={channel}
            details={chosen}
            range={{ fromMs: all.fromMs, toMs: all.toMs }}
            zone={params.zone}
            tracked={{ send, campaign }}
          />
          <StatisticsStatusCodes classes={classes} kind={channel.kind} params={params} saved={saved('statuses')} />
        </div>
      </div>
      <StatisticsRemarks timeline={all} saved={saved('minor_errors')} />
    </>
  )
}
