import { Suspense } from 'react'
import { StatisticsFilters } from '@/components/filters/statistics-filters.tsx'
import type { StatisticsParams } from '@/components/filters/statistics-params.ts'
import { rankDetails, statusClasses } from '@/lib/charts/rank-details.ts'
import { type ResolvedRange, resolveRange, usualRange } from '@/lib/charts/resolve-range.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { loadStatistics, type Statistics } from './load-statistics.ts'
import { StatisticsBoundary } from './statistics-boundary.tsx'
import { StatisticsDetails } from './statistics-details.tsx'
import { StatisticsErrors } from './statistics-errors.tsx'
import { StatisticsFirstLook } from './statistics-first-look.tsx'
import { StatisticsSkeleton } from './statistics-skeleton.tsx'
import { StatisticsStatusCodes } from './statistics-status-codes.tsx'

type Loaded = { ok: true; statistics: Statistics } | { ok: false; error: unknown }

/** The filters, and under them what they ask for. Where that cannot be loaded the filters stay. */
export async function StatisticsPage({
  ctx,
  channel,
  params: asked,
}: {
  ctx: ReportContext
  channel: ChannelView
  params: StatisticsParams
}) {
  const nowMs = ctx.now()
  // What the address says wrongly is as if it said nothing.
  const params = {
    ...asked,
    detail: asked.detail !== null && reasonOfDetail(asked.detail) !== null ? asked.detail : null,
  }
  const zone = asked.zone !== null && isZone(asked.zone) ? asked.zone : channel.timezone
  const range = resolveRange(params, usualRange(nowMs - channel.createdAtMs), nowMs, zone)
  const loaded = await loadStatistics(ctx, channel, range, zone, params).then(
    (statistics): Loaded => ({ ok: true, statistics }),
    (error: unknown): Loaded => ({ ok: false, error }),
  )
  const details = loaded.ok ? rankDetails(loaded.statistics.all, nowMs) : []
  return (
    <>
      <StatisticsFilters
        range={range}
        name={range.name}
        zone={zone}
        channelZone={channel.timezone}
        nowMs={nowMs}
        details={details.map(({ cause, detail }) => ({ cause, detail }))}
      />
      <StatisticsBoundary>
        <Suspense fallback={<StatisticsSkeleton />}>
          <Panels ctx={ctx} channel={channel} params={params} range={range} loaded={loaded} nowMs={nowMs} />
        </Suspense>
      </StatisticsBoundary>
    </>
  )
}

async function Panels({
  ctx,
  channel,
  params,
  range,
  loaded,
  nowMs,
}: {
  ctx: ReportContext
  channel: ChannelView
  params: StatisticsParams
  range: ResolvedRange
  loaded: Loaded
  nowMs: number
}) {
  // Thrown here, inside the boundary, so that Next logs it with the number that the reader is shown.
  if (!loaded.ok) throw loaded.error
  const { all } = loaded.statistics
  const { cause, detail } = params
  const details = rankDetails(all, nowMs).filter((one) => cause === null || one.cause === cause)
  const chosen = details.filter((one) => detail === null || one.detail === detail)
  const classes = cause === null || cause === 'error_status_code' ? statusClasses(all) : []
  return (
    <>
      <StatisticsErrors
        ctx={ctx}
        channel={channel}
        statistics={loaded.statistics}
        filter={{ cause, detail }}
        zone={params.zone}
        name={range.name}
        nowMs={nowMs}
      />
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_400px] 2xl:grid-cols-[minmax(0,1fr)_480px]">
        <StatisticsDetails details={details} params={params} timezone={all.timezone} timeoutMs={channel.timeoutMs} />
        <div className="grid min-w-0 gap-4">
          <StatisticsFirstLook
            ctx={ctx}
            channel={channel}
            details={chosen}
            range={{ fromMs: all.fromMs, toMs: all.toMs }}
            zone={params.zone}
          />
          <StatisticsStatusCodes classes={classes} params={params} />
        </div>
      </div>
    </>
  )
}
