import type { KeyView } from '@/lib/domain/api-key.ts'
import type { KeyAnswer } from '../schemas/key.ts'
import { toIso } from './channel-answer.ts'

/** A key as lists show it: never the key itself. */
export function keyAnswer(key: KeyView): KeyAnswer {
  const isoOrNull = (ms: number | null) => (ms === null ? null : toIso(ms))
  return {
    id: key.id,
    name: key.name,
    channelId: key.channelId,
    scopes: [...key.scopes],
    prefix: key.prefix,
    createdAt: toIso(key.createdAtMs),
    lastUsedAt: isoOrNull(key.lastUsedAtMs),
    revokedAt: isoOrNull(key.revokedAtMs),
  }
}
