import { createHash } from 'node:crypto'
import { AttemptsFilters } from '@/components/filters/attempts-filters.tsx'
import { type AttemptsParams, attemptsSearch } from '@/components/filters/attempts-params.ts'
import { trackedQuery } from '@/components/filters/tracked-params.ts'
import { AttemptKeys } from '@/components/ui/attempt-keys.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { resolveRange, usualRange } from '@/lib/charts/resolve-range.ts'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'
import { AttemptPanel } from './attempt-panel.tsx'
import { AttemptsList } from './attempts-list.tsx'
import { TrackedChips } from './tracked-chips.tsx'

const PAGE = 50

/** Names the filters that a page belongs to, so that other filters begin at their first page. */
function keyOf(params: AttemptsParams): string {
  const filters = attemptsSearch({ ...params, cursor: null, attempt: null, zone: null })
  return createHash('sha256').update(filters).digest('base64url').slice(0, 6)
}

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
  const key = keyOf(params)
  const cursor = params.cursor?.startsWith(`${key}.`) ? params.cursor.slice(key.length + 1) : undefined
  const { attempts, nextCursor } = await listAttempts(ctx, [channel], {
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
    cursor,
    limit: PAGE,
  })
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
      />
      <TrackedChips
        send={params.send}
        campaign={params.campaign}
        without={(name) => address({ [name]: null, cursor: null, attempt: null })}
      />
      <AttemptKeys {...ways} open={open} />
      <div
        className={
          open ? 'grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_536px] 2xl:grid-cols-[minmax(0,1fr)_640px]' : ''
        }
      >
        <AttemptsList
          attempts={attempts}
          kind={channel.kind}
          selected={params.attempt}
          zone={zone}
          narrow={open}
          any={any}
          nowMs={nowMs}
          ways={{
            attempt: (id) => address({ attempt: id }),
            older: nextCursor === null ? null : address({ cursor: `${key}.${nextCursor}`, attempt: null }),
            newest: cursor === undefined ? null : address({ cursor: null, attempt: null }),
            clear: path,
            settings: `/channels/${channel.id}/settings`,
          }}
        />
        {params.attempt === null ? null : (
          <AttemptPanel ctx={ctx} actor={actor} channel={channel} attemptId={params.attempt} zone={zone} ways={ways} />
        )}
      </div>
    </ClientMessages>
  )
}
