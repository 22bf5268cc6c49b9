import type { Actor } from '@/lib/domain/actor.ts'
import { findRunItems, type RunItem } from '@/lib/storage/find-run-items.ts'
import type { ReportContext } from './context.ts'
import { pageLength, readNumberCursor, writeCursor } from './page-cursor.ts'
import { requireRun } from './redelivery-run.ts'

/**
 * The deliveries of a redelivery run that are still kept, the oldest first.
 * @throws TodokuError `not_found`, `invalid_request`
 */
export async function runItems(
  ctx: ReportContext,
  actor: Actor,
  runId: string,
  { cursor, limit: wanted }: { cursor?: string; limit?: number } = {},
): Promise<{ items: RunItem[]; nextCursor: string | null }> {
  await requireRun(ctx, actor, runId)
  const limit = pageLength(wanted)
  const afterNo = cursor === undefined ? 0 : readNumberCursor(cursor)
  const rows = await findRunItems(ctx.storage.read, runId, { afterNo, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.deliveryNo) : null }
}
