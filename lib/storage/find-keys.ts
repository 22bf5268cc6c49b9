import type { KeyView } from '@/lib/domain/api-key.ts'
import { readScopes } from './find-key.ts'
import type { PrismaClient } from './generated/client.ts'

export type StoredKey = KeyView & { channelNo: number | null }

/** All keys, revoked ones too, newest first. */
export async function findKeys(db: PrismaClient): Promise<StoredKey[]> {
  const [keys, channels] = await Promise.all([
    db.apiKey.findMany({ orderBy: [{ createdAtMs: 'desc' }, { id: 'desc' }] }),
    db.channel.findMany({ select: { no: true, id: true } }),
  ])
  const idOf = new Map(channels.map(({ no, id }) => [no, id]))
  return keys.map((key) => ({
    id: key.id,
    name: key.name,
    channelNo: key.channelNo,
    channelId: key.channelNo === null ? null : (idOf.get(key.channelNo) ?? null),
    scopes: readScopes(key.scopesJson),
    prefix: key.prefix,
    createdAtMs: Number(key.createdAtMs),
    lastUsedAtMs: key.lastUsedAtMs === null ? null : Number(key.lastUsedAtMs),
    revokedAtMs: key.revokedAtMs === null ? null : Number(key.revokedAtMs),
  }))
}
