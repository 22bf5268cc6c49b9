import type { AggregationPeriod } from '@/lib/domain/channel.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import type { PrismaClient } from './generated/client.ts'

/** An import that was not undone. `importedBy`: as the audit trail names it; `byName`: what its owner calls it, if known. */
export type ImportView = TimeRange & {
  no: number
  id: string
  importedAtMs: number
  importedBy: string
  byName: string | null
  fileName: string | null
  rows: number
  errors: number
}

type ImportRow = Record<'no' | 'fromMs' | 'toMs' | 'importedAtMs' | 'rows' | 'errors', bigint | number> &
  Pick<ImportView, 'id' | 'importedBy' | 'byName' | 'fileName'>

/** A channel's imports, newest first. */
export async function findImports(db: PrismaClient, channelNo: number): Promise<ImportView[]> {
  const rows = await db.$queryRaw<ImportRow[]>`
    SELECT imports.no, imports.id, imports."fromMs", imports."toMs", imports."importedAtMs", imports."importedBy",
      imports."fileName", imports.rows, imports.errors, coalesce(users.name, api_keys.name) AS "byName"
    FROM imports
    LEFT JOIN users ON imports."importedBy" = 'user:' || users.id
    LEFT JOIN api_keys ON imports."importedBy" = 'key:' || api_keys.id
    WHERE imports."channelNo" = ${channelNo} ORDER BY imports.no DESC`
  return rows.map((row) => ({
    no: Number(row.no),
    id: row.id,
    fromMs: Number(row.fromMs),
    toMs: Number(row.toMs),
    importedAtMs: Number(row.importedAtMs),
    importedBy: row.importedBy,
    byName: row.byName,
    fileName: row.fileName,
    rows: Number(row.rows),
    errors: Number(row.errors),
  }))
}

/** The periods that imports claim, oldest first; who imported them began and ended them. */
export async function findImportPeriods(db: PrismaClient, channelNo: number): Promise<AggregationPeriod[]> {
  const rows = await db.$queryRaw<{ fromMs: bigint; toMs: bigint; id: string; importedBy: string }[]>`
    SELECT periods."fromMs", periods."toMs", imports.id, imports."importedBy" FROM import_periods AS periods
    JOIN imports ON imports.no = periods."importNo"
    WHERE periods."channelNo" = ${channelNo} ORDER BY periods."fromMs"`
  return rows.map(({ fromMs, toMs, id, importedBy }) => ({
    fromMs: Number(fromMs),
    toMs: Number(toMs),
    startedBy: importedBy,
    endedBy: importedBy,
    endReason: null,
    importId: id,
  }))
}
