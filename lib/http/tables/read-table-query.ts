import { z } from 'zod'
import { preferredType } from '../accept.ts'
import { readQuery } from '../read-request.ts'
import { timezone } from '../schemas/common.ts'
import { FILE_TYPES, type FileType } from './write-lines.ts'

export const FILE_LANGUAGES = ['ja', 'en'] as const
export type FileLanguage = (typeof FILE_LANGUAGES)[number]

export const MEDIA_TYPES = { csv: 'text/csv', tsv: 'text/tab-separated-values' } as const satisfies Record<
  FileType,
  string
>

/** What every call that answers a table takes besides its own parameters. */
export const tableParameters = {
  format: z
    .enum(FILE_TYPES, { error: 'must be csv or tsv' })
    .optional()
    .meta({ description: 'A file, whatever Accept says: for links' }),
  language: z
    .enum(FILE_LANGUAGES, { error: 'must be ja or en' })
    .optional()
    .meta({ description: 'Of the first row of a file. Absent: the columns’ ids' }),
  timezone: timezone.optional().meta({ description: 'IANA. Of the times in a file. Absent: UTC' }),
}

/** Where one answer has several tables: which of them a file is. JSON has them all. */
export function whichTable<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z
    .enum(names, { error: `must be one of ${names.join(', ')}` })
    .optional()
    .meta({ description: `Of a file: which of the tables. Absent: ${names[0]}` })
}

/** Of a call that has no parameters of its own. */
export const NO_QUERY = z.object({})

/** A file that is asked for. `zone` null: the table's own, else UTC. `page` null: all rows. */
export type AskedFile = {
  type: FileType
  language: FileLanguage | null
  zone: string | null
  page: { cursor?: string; limit?: number } | null
}

type Given = { format?: FileType; language?: FileLanguage; timezone?: string; cursor?: string; limit?: number }

/**
 * The query of a call that answers a table, and the file that is asked for by `format` or else by `Accept`; null: JSON.
 * A file holds all rows unless a page is asked for.
 * @throws TodokuError `invalid_request`
 */
export function readTableQuery<S extends z.ZodObject>(
  request: Request,
  schema: S,
): { query: z.output<S>; file: AskedFile | null } {
  const { format, language, ...rest } = readQuery(request, withTableParameters(schema)) as Given & object
  const { timezone: zone = null, cursor, limit } = rest
  const type = format ?? acceptedType(request.headers.get('accept'))
  // It has been read with the schema's own fields in it; a zone that is none of them is the file's alone.
  const query = Object.fromEntries(Object.entries(rest).filter(([name]) => name in schema.shape)) as z.output<S>
  if (type === null) return { query, file: null }
  const page = cursor === undefined && limit === undefined ? null : { cursor, limit }
  return { query, file: { type, language: language ?? null, zone, page } }
}

/** The schema of such a query. A parameter of the same name stays the call's own. */
export function withTableParameters(schema: z.ZodObject) {
  return schema.extend({ ...tableParameters, ...schema.shape })
}

function acceptedType(accept: string | null): FileType | null {
  const type = preferredType(accept, ['application/json', MEDIA_TYPES.csv, MEDIA_TYPES.tsv])
  return FILE_TYPES.find((one) => MEDIA_TYPES[one] === type) ?? null
}
