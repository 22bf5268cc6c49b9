import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { isFailure } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import { DAY_MS, wallClockBounds } from '@/lib/domain/statistics/zone-days.ts'
import { offsetAt } from '@/lib/domain/statistics/zone-offset.ts'
import { countErrorsByBar } from '@/lib/storage/count-errors-by-bar.ts'
import { findChannelsOf, findSendNos } from '@/lib/storage/find-sends.ts'
import type { ReportContext } from './context.ts'
import { findChannel } from './find-channel.ts'
import { listChannels } from './list-channels.ts'

export type DataSeriesQuery = {
  /** Of one or both; a send must be its campaign's. */
  sendId?: string
  campaignId?: string
  /** Where several channels of the actor know the same id. */
  channelId?: string
  /** Days, the last of which has `endingAtMs` in it: 1 to 100. */
  length: number
  /** Default: now. */
  endingAtMs?: number
}

/** A day of the channel's zone (`2026-11-21`): attempts that were counted, and of them those that failed. */
export type DataDay = { date: string; sent: number; errors: number }

const EARLIEST_MS = Date.UTC(1971, 0)
const LATEST_MS = Date.UTC(2200, 0)

/**
 * What a send or a campaign sent day by day, oldest first, every day of the channel's zone, from the buckets.
 * @throws TodokuError `not_found`, `invalid_request`
 */
export async function dataSeries(ctx: ReportContext, actor: Actor, query: DataSeriesQuery): Promise<DataDay[]> {
  const { length, endingAtMs = ctx.now() } = query
  if (endingAtMs < EARLIEST_MS || endingAtMs >= LATEST_MS) {
    throw new TodokuError('invalid_request', 'ending_at: must lie between 1971 and 2200.')
  }
  const channel = await channelOf(ctx, actor, query)
  const days = wallClockBounds(channel.timezone, DAY_MS, endingAtMs - (length + 1) * DAY_MS, endingAtMs + 1)
  const bounds = days.slice(-(length + 1))
  const counts = await countErrorsByBar(ctx.storage.read, {
    channelNo: channel.no,
    sendNos: await findSendNos(ctx.storage.read, channel.no, query),
    width: STORED_WIDTHS.day,
    bounds,
    purpose: null,
  })
  const series = bounds.slice(0, -1).map((startMs) => {
    return { date: dateOf(channel.timezone, startMs), sent: 0, errors: 0 }
  })
  for (const { bar, reason, attempts } of counts) {
    const day = series[bar]
    if (day === undefined) continue
    day.sent += attempts
    if (isFailure(reason)) day.errors += attempts
  }
  return series
}

/** The channel in which the ids mean something. */
async function channelOf(ctx: ReportContext, actor: Actor, query: DataSeriesQuery): Promise<ChannelView> {
  const named = query.channelId === undefined ? null : await findChannel(ctx, actor, query.channelId)
  const seen = (named === null ? await listChannels(ctx, actor) : [named]).filter(({ no }) =>
    mayOn(actor, 'statistics:read', no),
  )
  const name = query.sendId === undefined ? 'campaign_id' : 'send_id'
  const nos = await findChannelsOf(
    ctx.storage.read,
    seen.map(({ no }) => no),
    query,
  )
  const [channel, another] = seen.filter(({ no }) => nos.includes(no))
  if (channel === undefined) throw new TodokuError('not_found', `${name}: is none that this key knows.`)
  if (another !== undefined) {
    throw new TodokuError('invalid_request', `${name}: several channels have it; name one of them with channel_id.`)
  }
  return channel
}

function dateOf(zone: string, atMs: number): string {
  return new Date(atMs + offsetAt(zone, atMs)).toISOString().slice(0, 10)
}
