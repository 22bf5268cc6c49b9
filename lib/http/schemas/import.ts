import { z } from 'zod'
import { LEFT_OUT_COUNTS } from '@/lib/domain/import-preview.ts'
import { LINE_PROBLEMS } from '@/lib/domain/line-console-file.ts'
import { LEFT_OUT } from '@/lib/domain/plan-import.ts'
import { cause, isoTime, message, oneLine, queryTime } from './common.ts'

export const importQuery = z.strictObject({
  dryRun: z.enum(['true', 'false'], { error: 'must be true or false' }).optional().meta({
    description: 'true: only says what would be imported',
  }),
  from: queryTime.optional().meta({ description: 'What the file covers; default: its first day, at UTC+9' }),
  to: queryTime.optional().meta({ description: 'Default: the end of its last day. Not of the future' }),
  fileName: oneLine(200).optional().meta({ description: 'Kept with the import' }),
})

const count = z.int()
const stretch = z.object({ from: isoTime, to: isoTime })

export const importPreview = z
  .object({
    from: isoTime,
    to: isoTime,
    periods: z.array(stretch).meta({
      description: 'What of it nothing covers yet: there, time without a row is known to have had no errors',
    }),
    rows: count.meta({ description: 'Of the file, that are imported' }),
    errors: count,
    causes: z
      .array(
        z.object({
          cause,
          errors: count,
          details: z.array(z.object({ detail: z.string(), rows: count, errors: count })),
        }),
      )
      .meta({ description: 'Most errors first' }),
    leftOut: z.object(
      Object.fromEntries(LEFT_OUT_COUNTS.map((why) => [why, count])) as Record<
        (typeof LEFT_OUT_COUNTS)[number],
        typeof count
      >,
    ),
    lines: z
      .array(z.object({ line: count, why: z.enum([...LINE_PROBLEMS, ...LEFT_OUT]), text: z.string() }))
      .meta({ description: 'The first 100 lines that are left out' }),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreviewAnswer = z.infer<typeof importPreview>

export const importedFile = z
  .object({
    id: z.string(),
    channelId: z.string(),
    fileName: z.string().nullable(),
    from: isoTime,
    to: isoTime,
    rows: count,
    errors: count,
    importedAt: isoTime,
    importedBy: z.string().meta({ description: 'user:<id>, key:<id>, cli or system' }),
    importedByName: z.string().nullable(),
  })
  .meta({ id: 'Import' })
export type ImportAnswer = z.infer<typeof importedFile>

export const addedImportAnswer = z.object({ message, import: importedFile, preview: importPreview })
export const importPreviewAnswer = z.object({ message, preview: importPreview })
export const importsAnswer = z.object({ message, imports: z.array(importedFile) })
export const undoneImportAnswer = z.object({ message, import: importedFile })
