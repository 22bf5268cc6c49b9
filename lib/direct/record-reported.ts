import { type AttemptToRecord, recordAttempts } from '@/lib/commands/record-attempts.ts'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { type ItemError, TodokuError } from '@/lib/domain/errors.ts'
import type { Storage } from '@/lib/storage/open-storage.ts'
import { checkItem } from './check-item.ts'
import { readItems } from './read-items.ts'

export type Recorded = { accepted: number; duplicates: number; errors: ItemError[] }

/**
 * Records what another sender reports; resolves when it is on disk. Items that are wrong get an error each, the others
 * are stored.
 * @throws TodokuError `nothing_accepted` when every item is wrong; what `readItems` throws.
 */
export async function recordReported(
  ctx: { storage: Storage; now: () => number },
  actor: Actor,
  channel: ChannelView,
  request: { body: Uint8Array; mediaType: string },
): Promise<Recorded> {
  const errors: ItemError[] = []
  const good: { index: number; attempt: AttemptToRecord }[] = []
  const nowMs = ctx.now()
  readItems(request.body, request.mediaType).forEach((raw, index) => {
    const checked = checkItem(raw, nowMs, channel.kind)
    if ('error' in checked) errors.push({ index, ...checked.error })
    else good.push({ index, attempt: checked.attempt })
  })
  const stored =
    good.length === 0
      ? { accepted: 0, duplicates: 0, errors: [] }
      : await recordAttempts(
          ctx,
          actor,
          channel,
          good.map(({ attempt }) => attempt),
        )
  for (const error of stored.errors) errors.push({ ...error, index: good[error.index ?? 0]?.index })
  errors.sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
  if (stored.accepted + stored.duplicates === 0) {
    throw new TodokuError('nothing_accepted', 'Nothing was stored: every attempt has an error.', { errors })
  }
  return { accepted: stored.accepted, duplicates: stored.duplicates, errors }
}
