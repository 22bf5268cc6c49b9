import { AttemptsFilters } from '@/components/filters/attempts-filters.tsx'
import { type AttemptsParams, attemptsSearch } from '@/components/filters/attempts-params.ts'
import { trackedQuery } from '@/components/filters/tracked-params.ts'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { RowKeys } from '@/components/ui/row-keys.tsx'
import { resolveRange, usualRange } from '@/lib/charts/resolve-range.ts'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { type AttemptsTotal, attemptsTotal, listAttempts } from '@/lib/reports/list-attempts.ts'
import { AttemptPanel } from './attempt-panel.tsx'
import { AttemptsList } from './attempts-list.tsx'
import { placeInList } from './place-in-list.ts'
import { savedAttempts } from './saved-tables.ts'
import { attemptFilters } from './set-filters.ts'
import { TrackedChips } from './tracked-chips.tsx'

const PAGE = 50

/** A page's place within filters; see `placeInList`. */
const placeOf = (params: AttemptsParams) =>
  placeInList(attemptsSearch({ ...params, cursor: null, attempt: null, zone: null }), params.cursor)

/** When, by whose clock, and nothing else. */
const whenOf = ({ range, from, to, zone }: AttemptsParams) => ({ range, from, to, zone })

/** What is listed has been seen, however far the count looked. */
const atLeast = (total: AttemptsTotal, { count }: AttemptsTotal): AttemptsTotal =>
  total.count < count ? { ...total, count } : total

/** A channel's attempts, one by one, and beside them the one that the address names. */
export async function AttemptsPage({
  ctx,
  actor,
  channel,
  params,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  params: AttemptsParams
}) {
  const nowMs = ctx.now()
  const zone = params.zone !== null && isZone(params.zone) ? params.zone : channel.timezone
  const range = resolveRange(params, usualRange(nowMs - channel.createdAtMs), nowMs, zone)
  const { cursor, cursorFor } = placeOf(params)
  // The same page, named for whoever gets a link to the exact range.
  const exact = placeOf({ ...params, range: null, from: range.fromMs, to: range.toMs })
  const query = {
    fromMs: range.fromMs,
    // What arrived since the page began to be made belongs to it when it shows the latest.
    toMs: range.toMs === nowMs ? undefined : range.toMs,
    cause: params.cause ?? undefined,
    detail: params.detail ?? undefined,
    state: params.state ?? undefined,
    purpose: params.purpose ?? undefined,
    statusClass: params.status ?? undefined,
    webhookEventId: params.event.trim() || undefined,
    ...trackedQuery(params),
  }
  const { attempts, nextCursor } = await listAttempts(ctx, [channel], { ...query, cursor, limit: PAGE })
  const listed = { count: attempts.length, more: nextCursor !== null }
  const total =
    cursor === undefined && !listed.more ? listed : atLeast(await attemptsTotal(ctx, channel, query), listed)
  const any = attempts.length > 0 || (await listAttempts(ctx, [channel], { limit: 1 })).attempts.length > 0
  const path = `/channels/${channel.id}/attempts`
  const address = (change: Partial<AttemptsParams>) => path + attemptsSearch({ ...params, ...change })
  const at = attempts.findIndex(({ id }) => id === params.attempt)
  const beside = (step: -1 | 1) => {
    const attempt = at < 0 ? undefined : attempts[at + step]
    return attempt === undefined ? null : address({ attempt: attempt.id })
  }
  const open = params.attempt !== null
  const ways = { newer: beside(-1), older: beside(1), closed: address({ attempt: null }) }
  return (
    <ClientMessages namespaces={['attempts', 'filters', 'purposes']}>
      <AttemptsFilters
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
        without={(name) => address({ [name]: null, cursor: null, attempt: null })}
      />
      <RowKeys opened={open ? ways : null} />
      <div
        className={
          open ? 'grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_536px] 2xl:grid-cols-[minmax(0,1fr)_640px]' : ''
        }
      >
        <AttemptsList
          attempts={attempts}
          total={total}
          kind={channel.kind}
          selected={params.attempt}
          zone={zone}
          narrow={open}
          any={any}
          filters={await attemptFilters(params, channel.kind)}
          saved={savedAttempts(
            channel.id,
            params,
            { fromMs: range.fromMs, toMs: range.toMs === nowMs ? undefined : range.toMs },
            zone,
          )}
          nowMs={nowMs}
          ways={{
            attempt: (id) => address({ attempt: id }),
            older: nextCursor === null ? null : address({ cursor: cursorFor(nextCursor), attempt: null }),
            newest: cursor === undefined ? null : address({ cursor: null, attempt: null }),
            clear: path + attemptsSearch(whenOf(params)),
            settings: `/channels/${channel.id}/settings`,
          }}
        />
        {params.attempt === null ? null : (
          <AttemptPanel
            ctx={ctx}
            actor={actor}
            channel={channel}
            attemptId={params.attempt}
            zone={zone}
            ways={{ ...ways, attempt: (id) => address({ attempt: id }) }}
          />
        )}
      </div>
    </ClientMessages>
  )
}
