import { setImmediate } from 'node:timers/promises'
import { savedFileName } from '@/lib/domain/saved-file-name.ts'
import type { TimeRange } from '@/lib/domain/statistics/report-types.ts'
import { type AskedFile, type FileLanguage, MEDIA_TYPES } from './read-table-query.ts'
import type { Table } from './table.ts'
import { headLine, rowLines } from './write-lines.ts'

type Page = { cursor?: string; limit?: number }
type PageOfRows<Row> = { rows: readonly Row[]; nextCursor: string | null }

export type TableSource<Row> = {
  /** One page of it, as the JSON answer has it. */
  page: (page: Page) => Promise<PageOfRows<Row>>
  /** The longest page that `page` gives. */
  pageRows?: number
  /** For the file's name. */
  channel?: { id: string; name: string } | null
  range?: Partial<TimeRange>
  /** Of the times where the caller has asked for none. */
  zone?: string
  /** How a column is called in a language; null: by its id. */
  titleOf: (column: string, language: FileLanguage) => string | null
  /** Told of what fails after the answer has begun. */
  onFault: (error: unknown) => void
}

/** As long as the API's lists have pages. */
const PAGE_ROWS = 200

/** A list that has no pages. */
export function allAtOnce<Row>(rows: readonly Row[]): TableSource<Row>['page'] {
  return () => Promise.resolve({ rows, nextCursor: null })
}

/**
 * A table as the file that is asked for: the page that is asked for, with the next one in `x-next-cursor`, or else all
 * rows, one page in memory at a time. What fails after the first page breaks the connection off, so that no half file
 * passes for a whole one.
 * @throws what the first page throws: nothing has been answered then.
 */
export async function answerTable<Row>(
  asked: AskedFile,
  table: Table<Row>,
  { page, pageRows = PAGE_ROWS, channel = null, range, zone: own, titleOf, onFault }: TableSource<Row>,
): Promise<Response> {
  const { type, language } = asked
  const zone = asked.zone ?? own ?? 'UTC'
  const names = Object.keys(table.columns).map((id) => (language === null ? id : (titleOf(id, language) ?? id)))
  const first = await page(asked.page ?? { limit: pageRows })
  const start = headLine(type, names) + rowLines(type, table, first.rows, zone)
  const name = (of: string | null) => savedFileName({ channel: of, what: table.id, range, zone, type })
  const headers: Record<string, string> = {
    'content-type': `${MEDIA_TYPES[type]}; charset=utf-8`,
    'content-disposition': disposition(name(channel?.id ?? null), name(channel?.name ?? null)),
    'cache-control': 'no-store',
  }
  if (first.nextCursor === null) return new Response(start, { headers })
  if (asked.page !== null) return new Response(start, { headers: { ...headers, 'x-next-cursor': first.nextCursor } })
  async function* lines(next: string | null) {
    yield start
    for (let cursor = next; cursor !== null; ) {
      // Reading is synchronous, and a fast client takes what it is given at once: everybody else has a turn in between.
      await setImmediate()
      const { rows, nextCursor } = await page({ cursor, limit: pageRows })
      yield rowLines(type, table, rows, zone)
      cursor = nextCursor
    }
  }
  return new Response(streamOf(lines(first.nextCursor), onFault), { headers })
}

/** RFC 6266: a name in ASCII for old clients, and the name itself where it is another. */
function disposition(ascii: string, name: string): string {
  const plain = /^[\x20-\x7e]+$/.test(name)
  const encoded = encodeURIComponent(name).replaceAll(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain ? name : ascii}"${plain ? '' : `; filename*=UTF-8''${encoded}`}`
}

/** The next piece is made when the one before has been taken. */
function streamOf(pieces: AsyncGenerator<string>, onFault: (error: unknown) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          onFault(error)
          controller.error(error)
        }
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
