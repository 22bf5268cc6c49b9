import type { ChannelKind } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import type { ConsoleRow } from '@/lib/domain/line-console-file.ts'
import { type ImportPlan, planImport } from '@/lib/domain/plan-import.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { PrismaClient } from './generated/client.ts'
import { readImportPeriods, readPeriods } from './read-periods.ts'

/**
 * What an import into a channel would add to what is counted there now: in Todoku's own periods, and by earlier imports.
 * @param range what the file covers; null: from its first day to the end of its last
 * @throws TodokuError `needs_line_channel`: LINE's console knows no channel of Braze; `empty_file`
 */
export async function planImportInto(
  db: PrismaClient,
  { no, kind }: { no: number; kind: ChannelKind },
  rows: readonly ConsoleRow[],
  { range, nowMs }: { range: TimeRange | null; nowMs: number },
): Promise<ImportPlan> {
  if (kind !== 'line') {
    throw new TodokuError('needs_line_channel', 'A file of LINE’s console can be imported into a LINE channel only.')
  }
  const covered = { own: await readPeriods(db, no), imported: await readImportPeriods(db, no) }
  const plan = planImport(rows, { ...covered, range, nowMs })
  if (plan !== null) return plan
  const why = 'The file has no row of the past. Give from and to to say that it had no errors.'
  throw new TodokuError('empty_file', why)
}
