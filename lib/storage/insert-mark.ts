import type { MarkKind } from '@/lib/domain/mark.ts'
import type { RawQueries } from './batch-connection.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

/** A point in time that explains what the chart shows after it. `label` as `lib/domain/mark.ts` says. */
export function insertMark(db: RawQueries, channelId: string, atMs: number, kind: MarkKind, label = ''): Query {
  return db.$executeRaw`INSERT INTO marks ("channelNo", "atMs", kind, label)
    SELECT no, ${BigInt(atMs)}, ${kind}, ${label} FROM channels WHERE id = ${channelId}`
}

/** One that somebody set, of a channel that is there. `idempotencyKey` null: none was given. */
export function insertDeploy(
  db: PrismaClient,
  channelNo: number,
  { id, atMs, text, idempotencyKey }: { id: string; atMs: number; text: string; idempotencyKey: string | null },
): Query {
  return db.$executeRaw`INSERT INTO marks ("channelNo", "atMs", kind, label, id, "idempotencyKey")
    VALUES (${channelNo}, ${BigInt(atMs)}, ${'deploy' satisfies MarkKind}, ${text}, ${id}, ${idempotencyKey})`
}
