import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'

/** Failures without an arrival between them; `more`: the count stopped there. */
export type Streak = { failures: number; more: boolean; lastArrivalAtMs: number | null }

const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000
const COUNT_TO = 200

/** Since when nothing arrives at a channel, and how many failed in a row: two short pages of its attempts. */
export async function failureStreak(ctx: ReportContext, channel: ChannelView, nowMs: number): Promise<Streak> {
  const arrivals = await listAttempts(ctx, [channel], {
    fromMs: nowMs - LOOK_BACK_MS,
    purpose: 'delivery',
    state: 'delivered',
    limit: 1,
  })
  const lastArrivalAtMs = arrivals.attempts[0]?.startedAtMs ?? null
  const failures = await listAttempts(ctx, [channel], {
    fromMs: lastArrivalAtMs ?? nowMs - LOOK_BACK_MS,
    purpose: 'delivery',
    state: 'failed',
    limit: COUNT_TO,
  })
  return { failures: failures.attempts.length, more: failures.nextCursor !== null, lastArrivalAtMs }
}
