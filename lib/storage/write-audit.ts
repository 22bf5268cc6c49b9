import { type Actor, nameOf } from '@/lib/domain/actor.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Query } from './writer.ts'

export type AuditAction =
  | 'channel.create'
  | 'channel.update'
  | 'channel.delete'
  | 'channel.purge'
  | 'channel.resume'
  | 'channel.signing_secret'
  | 'delivery.redeliver'
  | 'redelivery.start'
  | 'redelivery.pause'
  | 'redelivery.resume'
  | 'redelivery.stop'
  | 'mark.add'
  | 'mark.remove'
  | 'import.add'
  | 'import.undo'
  | 'key.create'
  | 'key.revoke'
  | 'administrator.create'
  | 'buckets.rebuild'
  | 'attempts.reclassify'

/** A URL as the audit trail keeps it, which outlives the channel: its query may hold a secret. */
export function auditedUrl(url: string | null): string | null {
  return url === null ? null : url.replace(/[?#].*$/s, '?…')
}

/**
 * The audit row of a change, for the change's own transaction. `detail` never holds a secret.
 * The channel is named by its id, because a new one has no number before its transaction.
 */
export function writeAudit(
  db: PrismaClient,
  row: { atMs: number; actor: Actor; action: AuditAction; channelId: string | null; detail: Record<string, unknown> },
): Query {
  return db.$executeRaw`INSERT INTO audit ("atMs", actor, action, "channelNo", detail)
    VALUES (${BigInt(row.atMs)}, ${nameOf(row.actor)}, ${row.action},
      (SELECT no FROM channels WHERE id = ${row.channelId}), ${JSON.stringify(row.detail)})`
}
