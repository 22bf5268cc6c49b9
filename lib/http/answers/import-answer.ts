import type { ImportPreview } from '@/lib/domain/import-preview.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { ImportAnswer, ImportPreviewAnswer } from '../schemas/import.ts'
import { toIso } from './channel-answer.ts'

type ImportToAnswer = TimeRange & {
  id: string
  fileName: string | null
  rows: number
  errors: number
  importedAtMs: number
  importedBy: string
  byName: string | null
}

export function importAnswer(channelId: string, one: ImportToAnswer): ImportAnswer {
  return {
    id: one.id,
    channelId,
    fileName: one.fileName,
    from: toIso(one.fromMs),
    to: toIso(one.toMs),
    rows: one.rows,
    errors: one.errors,
    importedAt: toIso(one.importedAtMs),
    importedBy: one.importedBy,
    importedByName: one.byName,
  }
}

export function importPreviewAnswer({ fromMs, toMs, periods, ...preview }: ImportPreview): ImportPreviewAnswer {
  return {
    from: toIso(fromMs),
    to: toIso(toMs),
    periods: periods.map((period) => ({ from: toIso(period.fromMs), to: toIso(period.toMs) })),
    ...preview,
  }
}
