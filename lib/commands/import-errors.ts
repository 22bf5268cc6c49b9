import { ulid } from 'ulid'
import { type Actor, nameOf } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type ImportPreview, previewOf } from '@/lib/domain/import-preview.ts'
import type { ConsoleFile } from '@/lib/domain/line-console-file.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { channelNotFound, findChannelById, findChannelFor } from '@/lib/storage/find-channel.ts'
import { findImports, type ImportView } from '@/lib/storage/find-imports.ts'
import { deleteImport, insertImport } from '@/lib/storage/imports.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { planImportInto } from '@/lib/storage/plan-import.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'

/** `range`: what the file covers; null: from its first day to the end of its last. */
export type FileToImport = { file: ConsoleFile; range: TimeRange | null; fileName: string | null }

/**
 * Counts the errors of a file of LINE's console for the time that nothing covers yet, all of it in one transaction. The same
 * file again adds nothing.
 * @returns `added` null: all of that time is covered already, and nothing was changed
 * @throws TodokuError `not_found`, `needs_line_channel`, `empty_file`
 */
export async function importErrors(
  ctx: Context,
  actor: Actor,
  channelId: string,
  { file, range, fileName }: FileToImport,
): Promise<{ preview: ImportPreview; added: ImportView | null }> {
  const { storage } = ctx
  await findChannelFor(storage, actor, 'channel:manage', channelId)
  return storage.writer.exclusive(async ({ db, run }) => {
    const channel = await findChannelById(db, channelId)
    if (channel === null) throw channelNotFound()
    const nowMs = ctx.now()
    const plan = await planImportInto(db, channel, file.rows, { range, nowMs })
    const preview = previewOf(plan, file)
    if (plan.periods.length === 0) return { preview, added: null }
    const id = ulid(nowMs)
    const { range: covers, periods, minutes } = plan
    const { rows, errors } = preview
    const of = { channelNo: channel.no, zone: channel.timezone }
    const detail = { id, from: covers.fromMs, to: covers.toMs, fileName, rows, errors }
    await run([
      ...insertImport(db, of, {
        id,
        range: covers,
        periods,
        minutes,
        rows,
        errors,
        fileName,
        importedAtMs: nowMs,
        importedBy: nameOf(actor),
      }),
      writeAudit(db, { atMs: nowMs, actor, action: 'import.add', channelId, detail }),
    ])
    const added = (await findImports(db, channel.no)).find((one) => one.id === id)
    if (added === undefined) throw new Error(`the import ${id} was not kept`)
    return { preview, added }
  })
}

/**
 * Takes an import back, so that its time is unknown again.
 * @throws TodokuError `not_found`
 */
export async function undoImport(ctx: Context, actor: Actor, channelId: string, importId: string): Promise<ImportView> {
  const { storage } = ctx
  await findChannelFor(storage, actor, 'channel:manage', channelId)
  return storage.writer.exclusive(async ({ db, run }) => {
    const channel = await findChannelById(db, channelId)
    if (channel === null) throw channelNotFound()
    const undone = (await findImports(db, channel.no)).find(({ id }) => id === importId)
    if (undone === undefined) throw new TodokuError('not_found', 'There is no such import.')
    const { no, fromMs, toMs, fileName, rows, errors } = undone
    const detail = { id: importId, from: fromMs, to: toMs, fileName, rows, errors }
    const of = { channelNo: channel.no, zone: channel.timezone }
    await run([
      ...deleteImport(db, of, { no, range: { fromMs, toMs } }),
      writeAudit(db, { atMs: ctx.now(), actor, action: 'import.undo', channelId, detail }),
    ])
    return undone
  })
}
