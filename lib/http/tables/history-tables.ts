import type { ImportAnswer } from '../schemas/import.ts'
import type { MarkAnswer } from '../schemas/mark.ts'
import { instant, type Table } from './table.ts'

export const MARKS_TABLE: Table<MarkAnswer> = {
  id: 'marks',
  columns: {
    at: (mark) => instant(mark.at),
    kind: (mark) => mark.kind,
    label: (mark) => mark.label,
    id: (mark) => mark.id ?? null,
  },
}

export const IMPORTS_TABLE: Table<ImportAnswer> = {
  id: 'imports',
  columns: {
    id: (one) => one.id,
    fileName: (one) => one.fileName,
    from: (one) => instant(one.from),
    to: (one) => instant(one.to),
    rows: (one) => one.rows,
    errors: (one) => one.errors,
    importedAt: (one) => instant(one.importedAt),
    importedBy: (one) => one.importedBy,
    importedByName: (one) => one.importedByName,
  },
}
