import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { ARRIVALS_LOOK_BACK_MS, lastArrivals } from '@/lib/reports/last-arrivals.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'

/** Failures without an arrival between them; `more`: the count stopped there. */
export type Streak = { failures: number; more: boolean; lastArrivalAtMs: number | null }

const COUNT_TO = 200

/** Since when nothing arrives at a channel, and how many failed in a row. */
export async function failureStreak(ctx: ReportContext, channel: ChannelView, nowMs: number): Promise<Streak> {
  const lastArrivalAtMs = (await lastArrivals(ctx, [channel])).get(channel.no) ?? null
  const failures = await listAttempts(ctx, [channel], {
    fromMs: lastArrivalAtMs ?? nowMs - ARRIVALS_LOOK_BACK_MS,
    purpose: 'delivery',
    state: 'failed',
    limit: COUNT_TO,
  })
  return { failures: failures.attempts.length, more: failures.nextCursor !== null, lastArrivalAtMs }
}
