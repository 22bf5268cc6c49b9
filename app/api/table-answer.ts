import { answerTable, type TableSource } from '@/lib/http/tables/answer-table.ts'
import type { AskedFile, FileLanguage } from '@/lib/http/tables/read-table-query.ts'
import type { Table } from '@/lib/http/tables/table.ts'
import { messagesOf } from '@/lib/i18n/messages.ts'
import type { Call } from './answer.ts'

type Channel = { id: string; name: string; kind: 'line' | 'braze' }
type Source<Row> = Omit<TableSource<Row>, 'channel' | 'titleOf' | 'onFault'> & {
  channel?: Channel
  titleOf?: TableSource<Row>['titleOf']
}

/** A table as the file that a call asks for, its columns named in the language that is asked for. */
export function tableAnswer<Row>(
  { runtime, refuse }: Call,
  file: AskedFile,
  table: Table<Row>,
  { range, ...source }: Source<Row>,
): Promise<Response> {
  // A list that begins somewhere and has no end ends now.
  const known = range?.fromMs === undefined ? range : { ...range, toMs: range.toMs ?? runtime.now() }
  const titleOf = (column: string, language: FileLanguage) =>
    titleIn(language, column, source.channel?.kind === 'braze')
  return answerTable(file, table, { titleOf, ...source, range: known, onFault: (error) => void refuse(error) })
}

/** Where Braze stands between, what it accepted has not arrived, and is not called so. */
function titleIn(language: FileLanguage, column: string, ofBraze: boolean): string | null {
  const titles: Readonly<Record<string, string>> = messagesOf(language).columns
  return (ofBraze ? titles[`${column}ByBraze`] : undefined) ?? titles[column] ?? null
}
