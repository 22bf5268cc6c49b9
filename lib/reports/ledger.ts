import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { Ledger } from '@/lib/storage/check-ledger.ts'
import { channelNotFound } from '@/lib/storage/find-channel.ts'
import { readLedger } from '@/lib/storage/read-ledger.ts'
import type { ReportContext } from './context.ts'
import { findChannel } from './find-channel.ts'

const MINUTE_MS = 60_000

/** The window as it was used; null: from the first delivery, or up to the last. */
export type LedgerReport = Ledger & { fromMs: number | null; toMs: number | null }

/**
 * What has become of everything that a channel accepted in `[fromMs, toMs)`, floored and ceiled to whole minutes:
 * accepted = delivered + pending + failed + skipped.
 * @throws TodokuError `not_found`
 */
export async function ledger(
  ctx: ReportContext,
  actor: Actor,
  channelId: string,
  { fromMs, toMs }: { fromMs?: number; toMs?: number } = {},
): Promise<LedgerReport> {
  const channel = await findChannel(ctx, actor, channelId)
  if (!mayOn(actor, 'statistics:read', channel.no)) throw channelNotFound()
  const from = fromMs === undefined ? null : Math.floor(fromMs / MINUTE_MS) * MINUTE_MS
  const to = toMs === undefined ? null : Math.ceil(toMs / MINUTE_MS) * MINUTE_MS
  const window =
    from === null && to === null
      ? null
      : { fromMs: from ?? 0, toMs: Math.max(from ?? 0, to ?? Number.MAX_SAFE_INTEGER) }
  return { fromMs: from, toMs: to, ...(await readLedger(ctx.storage.read, channel.no, window)) }
}
