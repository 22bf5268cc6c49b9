import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type ImportPreview, previewOf } from '@/lib/domain/import-preview.ts'
import type { ConsoleFile } from '@/lib/domain/line-console-file.ts'
import { LONGEST_IMPORT_MS } from '@/lib/domain/plan-import.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { findImports, type ImportView } from '@/lib/storage/find-imports.ts'
import { planImportInto } from '@/lib/storage/plan-import.ts'
import type { ReportContext } from './context.ts'

/**
 * What a file is said to cover: both ends, or neither.
 * @throws TodokuError `invalid_request`
 */
export function importRange({ fromMs, toMs }: Partial<TimeRange>): TimeRange | null {
  if (fromMs === undefined && toMs === undefined) return null
  if (fromMs === undefined || toMs === undefined) {
    throw new TodokuError('invalid_request', 'from and to must be given both, or neither.')
  }
  if (fromMs >= toMs) throw new TodokuError('invalid_request', 'from must be before to.')
  if (toMs - fromMs > LONGEST_IMPORT_MS) {
    throw new TodokuError('invalid_request', 'from and to: a file covers at most 366 days.')
  }
  return { fromMs, toMs }
}

/** The files that were imported into a channel and not taken back, newest first. */
export function listImports(ctx: ReportContext, channel: ChannelView): Promise<ImportView[]> {
  return findImports(ctx.storage.read, channel.no)
}

/**
 * What an import of a file would add, and what it would leave out; nothing is changed. The caller has judged the rights.
 * @param range what the file covers; null: from its first day to the end of its last
 * @throws TodokuError `needs_line_channel`, `empty_file`
 */
export async function previewImport(
  ctx: ReportContext,
  channel: ChannelView,
  file: ConsoleFile,
  range: TimeRange | null,
): Promise<ImportPreview> {
  const plan = await planImportInto(ctx.storage.read, channel, file.rows, { range, nowMs: ctx.now() })
  return previewOf(plan, file)
}
