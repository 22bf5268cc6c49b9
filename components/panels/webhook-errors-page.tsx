import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { WebhookErrorsFilters } from '@/components/filters/webhook-errors-filters.tsx'
import { type WebhookErrorsParams, webhookErrorsSearch } from '@/components/filters/webhook-errors-params.ts'
import { AutoRefresh } from '@/components/ui/auto-refresh.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { RowKeys } from '@/components/ui/row-keys.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { resolveRange, usualRange } from '@/lib/charts/resolve-range.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { LINE_ZONE } from '@/lib/domain/statistics/webhook-errors.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { webhookErrors, webhookErrorTotals } from '@/lib/reports/webhook-errors.ts'
import { placeInList } from './place-in-list.ts'
import { timesOf } from './saved-tables.ts'
import { errorFilters } from './set-filters.ts'
import { StatisticsBoundary } from './statistics-boundary.tsx'
import { NotCounted } from './statistics-not-counted.tsx'
import { StatisticsSkeleton } from './statistics-skeleton.tsx'
import { WebhookErrorsColumns, WebhookErrorsFile } from './webhook-errors-help.tsx'
import { WebhookErrorsImports } from './webhook-errors-imports.tsx'
import { WebhookErrorsTable } from './webhook-errors-table.tsx'

const PAGE = 100

/** A page's place within filters; see `placeInList`. */
const placeOf = (params: WebhookErrorsParams) =>
  placeInList(webhookErrorsSearch({ ...params, cursor: null }), params.cursor)

/** LINE's table of errors: any range, any page of it, and all of it as TSV. Where it cannot be loaded the filters stay. */
export async function WebhookErrorsPage({
  ctx,
  channel,
  params: asked,
}: {
  ctx: ReportContext
  channel: ChannelView
  params: WebhookErrorsParams
}) {
  const t = await getTranslations('webhookErrors')
  const nowMs = ctx.now()
  // What the address says wrongly is as if it said nothing.
  const known = asked.detail !== null && reasonOfDetail(asked.detail) !== null
  const params = { ...asked, detail: known ? asked.detail : null }
  const range = resolveRange(params, usualRange(nowMs - channel.createdAtMs), nowMs, LINE_ZONE)
  const place = placeOf(params)
  // The same page, named for whoever gets a link to the exact range.
  const exact = placeOf({ ...params, range: null, from: range.fromMs, to: range.toMs })
  return (
    <ClientMessages namespaces={['filters', 'statistics']}>
      <RowKeys />
      <WebhookErrorsFilters
        kind={channel.kind}
        range={range}
        name={range.name}
        nowMs={nowMs}
        sharedCursor={place.cursor === undefined ? null : exact.cursorFor(place.cursor)}
      />
      <StatisticsBoundary label={t('title')} view={webhookErrorsSearch(params)}>
        <Suspense fallback={<StatisticsSkeleton label={t('title')} />}>
          <Loaded ctx={ctx} channel={channel} params={params} place={place} range={range} nowMs={nowMs} />
        </Suspense>
      </StatisticsBoundary>
    </ClientMessages>
  )
}

async function Loaded({
  ctx,
  channel,
  params,
  place: { cursor, cursorFor },
  range,
  nowMs,
}: {
  ctx: ReportContext
  channel: ChannelView
  params: WebhookErrorsParams
  place: ReturnType<typeof placeOf>
  range: TimeRange
  nowMs: number
}) {
  const t = await getTranslations('webhookErrors')
  const filter = { cause: params.cause ?? undefined, detail: params.detail ?? undefined }
  const query = { fromMs: range.fromMs, toMs: range.toMs, ...filter }
  const [page, totals] = await Promise.all([
    webhookErrors(ctx, channel, { ...query, cursor, limit: PAGE }),
    webhookErrorTotals(ctx, channel, query),
  ])
  const path = `/channels/${channel.id}/webhook-errors`
  if (totals.rows === 0 && isAllOff(totals.off, { fromMs: page.fromMs, toMs: Math.min(page.toMs, nowMs) })) {
    return (
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_336px]">
        <NotCounted channel={channel} label={t('title')} today={`${path}?range=today`} />
        <WebhookErrorsImports ctx={ctx} channel={channel} />
      </div>
    )
  }
  const address = (change: Partial<WebhookErrorsParams>) => path + webhookErrorsSearch({ ...params, ...change })
  const saved = {
    path: `/api/v1/channels/${channel.id}/webhook-errors`,
    query: { ...timesOf(page), cause: params.cause, detail: params.detail },
  }
  const isLive = range.toMs === nowMs && cursor === undefined
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_336px]">
      <WebhookErrorsTable
        channelId={channel.id}
        kind={channel.kind}
        rows={page.rows}
        totals={totals}
        filters={await errorFilters(params)}
        nowMs={nowMs}
        tools={
          <>
            {isLive ? <AutoRefresh renderedAtMs={nowMs} everyMs={10_000} /> : null}
            {totals.rows === 0 ? null : <SaveMenu of={t('title')} table={saved} wide />}
          </>
        }
        ways={{
          older: page.nextCursor === null ? null : address({ cursor: cursorFor(page.nextCursor) }),
          newest: cursor === undefined ? null : address({ cursor: null }),
          clear: address({ cause: null, detail: null, cursor: null }),
        }}
      />
      <div className="grid min-w-0 gap-4">
        <WebhookErrorsColumns />
        {totals.rows === 0 ? null : <WebhookErrorsFile />}
        <WebhookErrorsImports ctx={ctx} channel={channel} />
      </div>
    </div>
  )
}

function isAllOff([only]: readonly TimeRange[], { fromMs, toMs }: TimeRange): boolean {
  return only !== undefined && only.fromMs <= fromMs && only.toMs >= toMs
}
