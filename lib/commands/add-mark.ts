import { ulid } from 'ulid'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { MARK_AHEAD_MS, type Mark } from '@/lib/domain/mark.ts'
import { channelNotFound, findChannelFor, findChannelSeenBy } from '@/lib/storage/find-channel.ts'
import { findMarkById, findMarkByKey } from '@/lib/storage/find-marks.ts'
import { insertDeploy } from '@/lib/storage/insert-mark.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'

/** `atMs`: default now. `idempotencyKey`: the same key sets one mark, once. */
export type MarkToAdd = { text: string; atMs?: number; idempotencyKey?: string }

/**
 * Sets a deploy's mark. A key that records attempts may, so that a deploy script needs no right to settings.
 * @returns `added` false: it was there already, by its `idempotencyKey`
 * @throws TodokuError `not_found`, `invalid_request`, `idempotency_key_reused`
 */
export async function addMark(
  ctx: Context,
  actor: Actor,
  channelId: string,
  { text, atMs: asked, idempotencyKey = undefined }: MarkToAdd,
): Promise<{ mark: Mark; added: boolean }> {
  const channel = await findChannelSeenBy(ctx.storage, actor, channelId)
  const may = mayOn(actor, 'attempts:write', channel.no) || mayOn(actor, 'channel:manage', channel.no)
  if (!may) throw channelNotFound()
  const nowMs = ctx.now()
  const atMs = asked ?? nowMs
  if (atMs > nowMs + MARK_AHEAD_MS) throw new TodokuError('invalid_request', 'at: must not be in the future.')
  return ctx.storage.writer.exclusive(async ({ db, run }) => {
    const known = idempotencyKey === undefined ? null : await findMarkByKey(db, channel.no, idempotencyKey)
    if (known !== null) {
      if (known.label === text && (asked === undefined || known.atMs === asked)) return { mark: known, added: false }
      throw new TodokuError('idempotency_key_reused', 'This idempotencyKey was used before with another request.')
    }
    const id = ulid(nowMs)
    await run([
      insertDeploy(db, channel.no, { id, atMs, text, idempotencyKey: idempotencyKey ?? null }),
      writeAudit(db, { atMs: nowMs, actor, action: 'mark.add', channelId, detail: { id, at: atMs, text } }),
    ])
    return { mark: { id, atMs, kind: 'deploy', label: text }, added: true }
  })
}

/**
 * Takes a deploy's mark away; those that Todoku set stay. Not for a key that records attempts: who set a mark is not kept
 * with it, and such a key lies in many places.
 * @throws TodokuError `not_found`
 */
export async function removeMark(ctx: Context, actor: Actor, channelId: string, markId: string): Promise<Mark> {
  const channel = await findChannelFor(ctx.storage, actor, 'channel:manage', channelId)
  return ctx.storage.writer.exclusive(async ({ db, run }) => {
    const mark = await findMarkById(db, channel.no, markId)
    if (mark === null) throw new TodokuError('not_found', 'There is no such mark that somebody set.')
    const detail = { id: markId, at: mark.atMs, text: mark.label }
    await run([
      db.mark.deleteMany({ where: { channelNo: channel.no, id: markId } }),
      writeAudit(db, { atMs: ctx.now(), actor, action: 'mark.remove', channelId, detail }),
    ])
    return mark
  })
}
