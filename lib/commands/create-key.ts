import { ulid } from 'ulid'
import { type Actor, CHANNEL_SCOPES, INSTANCE, SCOPES, type Scope } from '@/lib/domain/actor.ts'
import type { KeyView } from '@/lib/domain/api-key.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { hashApiKey, makeApiKey, prefixOf } from '@/lib/storage/api-key.ts'
import { channelNotFound, findChannelById, findChannelFor } from '@/lib/storage/find-channel.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'

export type NewKey = {
  name: string
  /** Absent: a key of the instance. */
  channelId?: string | null
  /** Absent: all of its kind. */
  scopes?: readonly string[]
}

/**
 * Makes a key. A key cannot give away what it does not have itself.
 * @returns `secret`: the key, told this once
 * @throws TodokuError `not_found`, `invalid_request`
 */
export async function createKey(ctx: Context, actor: Actor, wanted: NewKey): Promise<{ key: KeyView; secret: string }> {
  const { storage } = ctx
  const channelId = wanted.channelId ?? null
  const channelNo = channelId === null ? null : (await findChannelFor(storage, actor, 'channel:manage', channelId)).no
  const scopes = scopesOf(wanted, channelNo === null ? SCOPES : CHANNEL_SCOPES)
  if (channelNo === null) requireScope(actor, 'channels:manage', INSTANCE)
  for (const scope of scopes) requireScope(actor, scope, channelNo ?? INSTANCE)
  const atMs = ctx.now()
  const id = ulid(atMs)
  const secret = makeApiKey()
  const prefix = prefixOf(secret)
  const { name } = wanted
  await storage.writer.exclusive(async ({ db, run }) => {
    // Looked at again: a key of a channel that was deleted meanwhile would be purged by nobody.
    if (channelId !== null && (await findChannelById(db, channelId)) === null) throw channelNotFound()
    await run([
      db.apiKey.create({
        data: {
          id,
          name,
          channelNo,
          scopesJson: JSON.stringify(scopes),
          hash: new Uint8Array(hashApiKey(secret)),
          prefix,
          createdAtMs: BigInt(atMs),
        },
      }),
      writeAudit(db, { atMs, actor, action: 'key.create', channelId, detail: { id, name, prefix, scopes } }),
    ])
  })
  const key = { id, name, channelId, scopes, prefix, createdAtMs: atMs, lastUsedAtMs: null, revokedAtMs: null }
  return { key, secret }
}

function scopesOf({ scopes }: NewKey, possible: readonly Scope[]): Scope[] {
  if (scopes === undefined) return [...possible]
  const unknown = scopes.find((scope) => !(possible as readonly string[]).includes(scope))
  if (unknown !== undefined || scopes.length === 0) {
    throw new TodokuError('invalid_request', `scopes: choose from ${possible.join(', ')}.`)
  }
  return possible.filter((scope) => scopes.includes(scope))
}
