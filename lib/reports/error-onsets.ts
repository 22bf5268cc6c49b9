import type { ChannelView } from '@/lib/domain/channel.ts'
import { causeAndDetail } from '@/lib/domain/reasons.ts'
import { STORED_WIDTHS, type StoredWidth } from '@/lib/domain/statistics/bars.ts'
import type { BarCount } from '@/lib/domain/statistics/error-timeline.ts'
import { buildOnsets, type NamedOnset } from '@/lib/domain/statistics/onsets.ts'
import { HOUR_MS, MINUTE_MS } from '@/lib/domain/statistics/zone-days.ts'
import { CAUSES, type Cause } from '@/lib/domain/taxonomy.ts'
import { countErrorsByBar } from '@/lib/storage/count-errors-by-bar.ts'
import type { ReportContext } from './context.ts'

/** Where a trouble that goes on is looked for first, and where one is that is older than that. */
const DAY = { barMs: 5 * MINUTE_MS, bars: 288, width: STORED_WIDTHS.minute }
const WEEK = { barMs: HOUR_MS, bars: 168, width: STORED_WIDTHS.hour }
/** So many failures in the last hour that did not begin within the day want the week; where everything fails, any do. */
const FEW = 5

export type ErrorOnsets = {
  atMs: number
  /** False: error statistics are off, and what happens now is not known. */
  aggregating: boolean
  /** False: nothing older than the last hour is there to compare with. */
  comparable: boolean
  /** The troubles that go on at `atMs`, most failures first. */
  onsets: NamedOnset[]
}

/**
 * Since when a channel fails more than is usual, whatever range is looked at: one query over the buckets of a day, and one
 * over those of a week when something fails that began before that day.
 */
export async function errorOnsets(ctx: ReportContext, channel: ChannelView): Promise<ErrorOnsets> {
  const nowMs = ctx.now()
  if (!channel.errorStatistics || !channel.useWebhook)
    return { atMs: nowMs, aggregating: false, comparable: false, onsets: [] }
  const day = await countsOf(ctx, channel, DAY, nowMs)
  const onsets = buildOnsets(day)
  const lately = countLately(day)
  const older = CAUSES.filter(
    (cause) => onsets.every((onset) => onset.cause !== cause) && (lately.failures[cause] ?? 0) >= lately.enough,
  )
  if (older.length === 0)
    return { atMs: nowMs, aggregating: true, comparable: hasOlder(day) || onsets.length > 0, onsets }
  const ofWeek = buildOnsets(await countsOf(ctx, channel, WEEK, nowMs)).filter(({ cause }) => older.includes(cause))
  const all = [...onsets, ...ofWeek].sort((a, b) => b.after.failures - a.after.failures)
  return { atMs: nowMs, aggregating: true, comparable: hasOlder(day) || all.length > 0, onsets: all }
}

type Counts = { bounds: number[]; barMs: number; counts: BarCount[]; nowMs: number }

async function countsOf(
  { storage }: ReportContext,
  channel: ChannelView,
  { barMs, bars, width }: { barMs: number; bars: number; width: StoredWidth },
  nowMs: number,
): Promise<Counts> {
  const endMs = (Math.floor(nowMs / barMs) + 1) * barMs
  const bounds = Array.from({ length: bars + 1 }, (_, index) => endMs - (bars - index) * barMs)
  const question = { channelNo: channel.no, sendNos: null, purpose: null, width, bounds }
  return { bounds, barMs, counts: await countErrorsByBar(storage.read, question), nowMs }
}

/** Whether something was sent within the day and before the last hour. */
function hasOlder({ bounds, counts, nowMs }: Counts): boolean {
  return counts.some(({ bar, imported }) => !imported && (bounds[bar] ?? 0) <= nowMs - HOUR_MS)
}

/** Failures of the last hour by cause, and how many of one are enough to look further back. */
function countLately({ bounds, counts, nowMs }: Counts): { failures: Partial<Record<Cause, number>>; enough: number } {
  const failures: Partial<Record<Cause, number>> = {}
  let arrived = 0
  for (const { bar, reason, attempts, imported } of counts) {
    if (imported || (bounds[bar] ?? 0) <= nowMs - HOUR_MS) continue
    const cause = causeAndDetail(reason)?.cause
    if (cause === undefined) arrived += attempts
    else failures[cause] = (failures[cause] ?? 0) + attempts
  }
  return { failures, enough: arrived === 0 ? 1 : FEW }
}
