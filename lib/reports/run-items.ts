import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { findRunItems, type RunItem } from '@/lib/storage/find-run-items.ts'
import type { ReportContext } from './context.ts'
import { redeliveryRun } from './redelivery-run.ts'

const MAX_PAGE = 200
const DEFAULT_PAGE = 50

/**
 * The deliveries of a redelivery run that are still kept, the oldest first.
 * @throws TodokuError `not_found`, `invalid_request`
 */
export async function runItems(
  ctx: ReportContext,
  actor: Actor,
  runId: string,
  { cursor, limit: wanted = DEFAULT_PAGE }: { cursor?: string; limit?: number } = {},
): Promise<{ items: RunItem[]; nextCursor: string | null }> {
  await redeliveryRun(ctx, actor, runId)
  const limit = Math.min(Math.max(1, Math.floor(wanted)), MAX_PAGE)
  const afterNo = cursor === undefined ? 0 : readCursor(cursor)
  const rows = await findRunItems(ctx.storage.read, runId, { afterNo, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor =
    rows.length > limit && last !== undefined ? Buffer.from(String(last.deliveryNo)).toString('base64url') : null
  return { items, nextCursor }
}

/** @throws TodokuError `invalid_request` */
function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  if (!/^\d{1,15}$/.test(text)) throw new TodokuError('invalid_request', 'cursor: is none that this list gave.')
  return Number(text)
}
