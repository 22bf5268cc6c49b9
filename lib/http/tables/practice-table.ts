import { causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { Table } from './table.ts'

type Row = { cause: string | null; detail: string; errors: number }

export const PRACTICE_TABLE: Table<Row> = {
  id: 'practice',
  columns: { cause: ({ cause }) => cause, detail: ({ detail }) => detail, errors: ({ errors }) => errors },
}

/** What the practice run has met, most first. */
export function practiceRows(byDetail: Readonly<Record<string, number>>): Row[] {
  return Object.entries(byDetail)
    .map(([detail, errors]) => ({ cause: causeOf(detail), detail, errors }))
    .sort((a, b) => b.errors - a.errors || (a.detail < b.detail ? -1 : 1))
}

function causeOf(detail: string): string | null {
  return causeAndDetail(reasonOfDetail(detail) ?? Number.NaN)?.cause ?? null
}
