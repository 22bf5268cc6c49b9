import { getLocale, getTranslations } from 'next-intl/server'
import { DeliveriesFilters } from '@/components/filters/deliveries-filters.tsx'
import { type DeliveriesParams, deliveriesSearch } from '@/components/filters/deliveries-params.ts'
import { trackedQuery } from '@/components/filters/tracked-params.ts'
import { DeliverySelection } from '@/components/forms/delivery-selection.tsx'
import { type Matching, RedeliverChosen } from '@/components/forms/redeliver-chosen.tsx'
import { buttonClass } from '@/components/ui/button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { RowKeys } from '@/components/ui/row-keys.tsx'
import { type SavedTable, SaveMenu } from '@/components/ui/save-menu.tsx'
import { resolveRange, usualRange } from '@/lib/charts/resolve-range.ts'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'
import { formatRange } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'
import { type LedgerReport, ledger } from '@/lib/reports/ledger.ts'
import { listDeliveries } from '@/lib/reports/list-deliveries.ts'
import { DeliveriesLedger } from './deliveries-ledger.tsx'
import { DeliveriesList, isChoosable } from './deliveries-list.tsx'
import { placeInList } from './place-in-list.ts'
import { timesOf } from './saved-tables.ts'
import { deliveryFilters } from './set-filters.ts'
import { TrackedChips } from './tracked-chips.tsx'

const PAGE = 50

/** A page's place within filters; see `placeInList`. */
const placeOf = (params: DeliveriesParams) =>
  placeInList(deliveriesSearch({ ...params, cursor: null, zone: null }), params.cursor)

/** When, by whose clock, and nothing else. */
const whenOf = ({ range, from, to, zone }: DeliveriesParams) => ({ range, from, to, zone })

/** What "all that match" asks to send again; null where the filters name what is never sent again, or where there is none. */
function matchingOf(
  { state, reason, source, event, ...tracked }: DeliveriesParams,
  { fromMs, toMs }: TimeRange,
  sums: LedgerReport,
): Matching | null {
  if (source === 'practice' || state === 'pending') return null
  if ((state === null ? sums.failed + sums.skipped : sums[state]) === 0) return null
  const chosen = {
    from: fromMs,
    to: toMs,
    ...(reason === null ? {} : { detail: reason }),
    ...(state === null ? {} : { state }),
    ...(source === null ? {} : { source }),
    ...(event.trim() === '' ? {} : { webhookEventId: event.trim() }),
    ...trackedQuery(tracked),
  }
  return { state, chosen }
}

/** The same filters as the API spells them. */
function asQuery(
  { state, reason, source, event, send, campaign }: DeliveriesParams,
  range: { fromMs: number; toMs?: number },
  timezone: string,
): SavedTable['query'] {
  const webhookEventId = event.trim() || null
  const tracked = { sendId: send, campaignId: campaign }
  return { ...timesOf(range), state, reason, source, webhookEventId, ...tracked, timezone }
}

/** A channel's deliveries: what has become of all of them as a sum, then one by one. */
export async function DeliveriesPage({
  ctx,
  actor,
  channel,
  params,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  params: DeliveriesParams
}) {
  const t = await getTranslations('deliveries')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const zone = params.zone !== null && isZone(params.zone) ? params.zone : channel.timezone
  const range = resolveRange(params, usualRange(nowMs - channel.createdAtMs), nowMs, zone)
  const { cursor, cursorFor } = placeOf(params)
  // The same page, named for whoever gets a link to the exact range.
  const exact = placeOf({ ...params, range: null, from: range.fromMs, to: range.toMs })
  const filter = {
    fromMs: range.fromMs,
    // What arrived since the page began to be made belongs to it when it shows the latest.
    toMs: range.toMs === nowMs ? undefined : range.toMs,
    state: params.state ?? undefined,
    reason: params.reason ?? undefined,
    source: params.source ?? undefined,
    webhookEventId: params.event.trim() || undefined,
    ...trackedQuery(params),
  }
  const [{ deliveries, nextCursor }, sums, queue] = await Promise.all([
    listDeliveries(ctx, channel, { ...filter, cursor, limit: PAGE }),
    ledger(ctx, actor, channel.id, range),
    deliveryQueue(ctx, channel),
  ])
  const any = deliveries.length > 0 || (await listDeliveries(ctx, channel, { limit: 1 })).deliveries.length > 0
  const path = `/channels/${channel.id}/deliveries`
  const address = (change: Partial<DeliveriesParams>) => path + deliveriesSearch({ ...params, ...change })
  const mayRedeliver = mayOn(actor, 'deliveries:write', channel.no)
  return (
    <ClientMessages namespaces={['deliveries', 'filters', 'redelivery']}>
      <DeliveriesFilters
        kind={channel.kind}
        range={range}
        name={range.name}
        zone={zone}
        channelZone={channel.timezone}
        nowMs={nowMs}
        sharedCursor={cursor === undefined ? null : exact.cursorFor(cursor)}
      />
      <TrackedChips
        send={params.send}
        campaign={params.campaign}
        without={(name) => address({ [name]: null, cursor: null })}
      />
      <RowKeys />
      {any ? (
        <DeliveriesLedger
          kind={channel.kind}
          ledger={sums}
          queue={queue}
          range={formatRange(range, nowMs, zone, locale)}
          zone={zone}
          nowMs={nowMs}
          ways={{
            all: address({ state: null, cursor: null }),
            of: (state) => address({ state, cursor: null }),
            current: params.state,
          }}
          isLive={range.toMs === nowMs && cursor === undefined}
          tools={
            <>
              {mayRedeliver && channel.kind === 'line' ? (
                <QuietLink href={`${path}/new`} className={buttonClass()}>
                  {t('sendTest')}
                </QuietLink>
              ) : null}
              <QuietLink href={`${path}/runs`} className={buttonClass()}>
                {t('runs')}
              </QuietLink>
              <SaveMenu
                of={t('title')}
                wide
                table={{
                  path: `/api/v1/channels/${channel.id}/deliveries`,
                  query: asQuery(params, { fromMs: filter.fromMs, toMs: filter.toMs }, zone),
                }}
              />
            </>
          }
        />
      ) : null}
      <DeliverySelection ids={deliveries.filter(isChoosable).map(({ id }) => id)}>
        <DeliveriesList
          deliveries={deliveries}
          zone={zone}
          any={any}
          filters={await deliveryFilters(params, channel.kind)}
          suspended={queue.suspendedAtMs !== null}
          nowMs={nowMs}
          selectable={mayRedeliver}
          tools={
            mayRedeliver ? (
              <RedeliverChosen channelId={channel.id} kind={channel.kind} matching={matchingOf(params, range, sums)} />
            ) : null
          }
          ways={{
            delivery: (id) => `${path}/${id}`,
            older: nextCursor === null ? null : address({ cursor: cursorFor(nextCursor) }),
            newest: cursor === undefined ? null : address({ cursor: null }),
            clear: path + deliveriesSearch(whenOf(params)),
            test: channel.kind === 'line' ? `${path}/new` : null,
            settings: `/channels/${channel.id}/settings`,
          }}
        />
      </DeliverySelection>
    </ClientMessages>
  )
}
