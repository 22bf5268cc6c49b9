import { type Actor, SCOPES } from '@/lib/domain/actor.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Context } from './open-storage.ts'

export type KeyActor = Extract<Actor, { kind: 'key' }>

/** `lastUsedAtMs` is kept to the minute, so that a busy key does not write with every request. */
const TOUCH_AFTER_MS = 60_000

/** The actor behind the SHA-256 of a key, or null for an unknown or revoked one and one of a deleted channel. */
export async function findKey({ storage, now }: Context, hash: Uint8Array): Promise<KeyActor | null> {
  const row = await storage.read.apiKey.findUnique({ where: { hash: new Uint8Array(hash) } })
  if (row === null || row.revokedAtMs !== null) return null
  if (row.channelNo !== null && !(await isLive(storage.read, row.channelNo))) return null
  const nowMs = now()
  if (row.lastUsedAtMs === null || nowMs - Number(row.lastUsedAtMs) >= TOUCH_AFTER_MS) {
    await storage.writer.run((db) => [
      db.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAtMs: BigInt(nowMs) } }),
    ])
  }
  return { kind: 'key', keyId: row.id, channelNo: row.channelNo, scopes: readScopes(row.scopesJson) }
}

/** The scopes of a stored key; what is no scope is left out. */
export function readScopes(scopesJson: string): (typeof SCOPES)[number][] {
  const stored: unknown = JSON.parse(scopesJson)
  return SCOPES.filter((scope) => Array.isArray(stored) && stored.includes(scope))
}

async function isLive(db: PrismaClient, channelNo: number): Promise<boolean> {
  return (await db.channel.count({ where: { no: channelNo, deletedAtMs: null } })) > 0
}
