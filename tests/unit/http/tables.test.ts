import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { attemptsQuery } from '@/lib/http/schemas/attempt.ts'
import { errorStatisticsQuery } from '@/lib/http/schemas/statistics.ts'
import { allAtOnce, answerTable, type TableSource } from '@/lib/http/tables/answer-table.ts'
import { ATTEMPTS_TABLE } from '@/lib/http/tables/attempts-table.ts'
import { DELIVERIES_TABLE } from '@/lib/http/tables/deliveries-table.ts'
import {
  DETAILS_TABLE,
  errorSeriesTable,
  MINOR_ERRORS_TABLE,
  STATUSES_TABLE,
} from '@/lib/http/tables/error-statistics-tables.ts'
import { IMPORTS_TABLE, MARKS_TABLE } from '@/lib/http/tables/history-tables.ts'
import { PRACTICE_TABLE } from '@/lib/http/tables/practice-table.ts'
import { type AskedFile, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { RUN_ITEMS_TABLE, RUNS_TABLE } from '@/lib/http/tables/redelivery-tables.ts'
import { CAMPAIGNS_TABLE, DATA_SERIES_TABLE, SENDS_TABLE } from '@/lib/http/tables/sends-tables.ts'
import { CHANNELS_TABLE, KEYS_TABLE, OVERVIEW_TABLE, PERIODS_TABLE } from '@/lib/http/tables/settings-tables.ts'
import { instant, type Table } from '@/lib/http/tables/table.ts'
import {
  DELIVERY_SERIES_TABLE,
  PERCENTILES_TABLE,
  RESPONSE_TIMES_TABLE,
} from '@/lib/http/tables/time-statistics-tables.ts'
import { messagesOf } from '@/lib/i18n/messages.ts'

const CSV: AskedFile = { type: 'csv', language: null, zone: null, page: null }
const TSV: AskedFile = { ...CSV, type: 'tsv' }
const asked = (accept: string | null, query = '') =>
  readTableQuery(
    new Request(`http://here.invalid/${query}`, { headers: accept === null ? {} : { accept } }),
    attemptsQuery,
  )

type Named = { name: string; at?: number }
const NAMES: Table<Named> = {
  id: 'names',
  columns: { name: ({ name }) => name, at: ({ at }) => instant(at ?? null) },
}
const source = (rows: readonly Named[], more: Partial<TableSource<Named>> = {}): TableSource<Named> => {
  return { page: allAtOnce(rows), titleOf: () => null, onFault: () => {}, ...more }
}
const textOf = async (response: Response) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
const namesOf = (text: string, delimiter: string) => {
  const rows: string[][] = parse(text, { bom: true, delimiter })
  return rows.slice(1).map(([name]) => name)
}

describe('the file that is asked for', () => {
  test('is named by Accept, by its preferences', () => {
    expect(asked('text/csv').file).toEqual(CSV)
    expect(asked('text/tab-separated-values, application/json;q=0.5').file).toEqual(TSV)
    expect(asked('application/json, text/csv;q=0.1').file).toBeNull()
    expect(asked('*/*').file).toBeNull()
    expect(asked(null).file).toBeNull()
  })

  test('is named by the address before Accept, and the rest of the query stays what it is', () => {
    const { query, file } = asked('text/html,*/*', '?format=tsv&language=ja&timezone=Asia/Tokyo&cause=request_timeout')
    expect(file).toEqual({ type: 'tsv', language: 'ja', zone: 'Asia/Tokyo', page: null })
    expect(query).toEqual({ cause: ['request_timeout'] })
    expect(asked('text/csv', '?limit=7').file?.page).toEqual({ cursor: undefined, limit: 7 })
  })

  test('is refused where it is none', () => {
    for (const query of ['?format=xlsx', '?format=csv&language=fr', '?format=csv&timezone=Mars', '?format=csv&x=1']) {
      expect(() => asked(null, query)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
    }
  })

  test('leaves a zone to a call that has one of its own', () => {
    const request = new Request('http://here.invalid/?format=csv&timezone=Asia/Tokyo')
    expect(readTableQuery(request, errorStatisticsQuery).query).toEqual({ timezone: 'Asia/Tokyo' })
  })
})

describe('a file', () => {
  test('is CSV with a BOM and CRLF, or TSV with neither', async () => {
    const rows = [{ name: '予約, "本番"', at: Date.parse('2026-11-21T01:00:00Z') }, { name: 'b' }]
    const csv = await answerTable(CSV, NAMES, source(rows))
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(await textOf(csv)).toBe('\ufeffname,at\r\n"予約, ""本番""",2026-11-21T01:00:00.000Z\r\nb,\r\n')
    const tsv = await answerTable({ ...TSV, zone: 'America/St_Johns' }, NAMES, source(rows.slice(0, 1)))
    expect(tsv.headers.get('content-type')).toBe('text/tab-separated-values; charset=utf-8')
    expect(await textOf(tsv)).toBe('name\tat\n"予約, ""本番"""\t2026-11-20T21:30:00.000-03:30\n')
  })

  test('gives back every text, and none that a spreadsheet takes for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠', '\n', '"'),
            fc.string({ unit: 'grapheme' }),
          ),
        ),
        fc.constantFrom(CSV, TSV),
        async (parts, file) => {
          const names = parts.map((part) => part.join(''))
          const text = await textOf(await answerTable(file, NAMES, source(names.map((name) => ({ name })))))
          const read = namesOf(text, file.type === 'csv' ? ',' : '\t')
          expect(read).toEqual(names.map((name) => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(name) ? `'${name}` : name)))
        },
      ),
    )
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['+81', "'+81"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    ['\0=1', "'\0=1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A1', "'＠A1"],
    ['a=1', 'a=1'],
    [' =1', ' =1'],
    ["'=1", "'=1"],
    ['1-1', '1-1'],
    ['', ''],
  ])('writes the cell %j as %j', async (name, written) => {
    for (const file of [CSV, TSV]) {
      const text = await textOf(await answerTable(file, NAMES, source([{ name }])))
      expect(namesOf(text, file.type === 'csv' ? ',' : '\t')).toEqual([written])
    }
  })

  test('is named after the channel, in its own letters for those who know RFC 6266', async () => {
    const range = { fromMs: Date.parse('2026-11-20T18:15:00Z'), toMs: Date.parse('2026-11-21T18:15:00Z') }
    const of = (name: string) => source([], { channel: { id: 'c1', name }, range, zone: 'Asia/Tokyo' })
    const named = async (name: string) => (await answerTable(CSV, NAMES, of(name))).headers.get('content-disposition')
    expect(await named('Bot')).toBe('attachment; filename="todoku-Bot-names-20261121T0315-20261122T0315.csv"')
    const [plain, encoded] = (await named("予約'(本番)"))?.split('; filename*=') ?? []
    expect(plain).toBe('attachment; filename="todoku-c1-names-20261121T0315-20261122T0315.csv"')
    expect(encoded).toMatch(/^UTF-8''[A-Za-z0-9!#$&+\-.^_`|~%]+$/)
    expect(decodeURIComponent(encoded?.slice(7) ?? '')).toBe("todoku-予約'(本番)-names-20261121T0315-20261122T0315.csv")
  })
})

describe('a long table', () => {
  const page = vi.fn(async ({ cursor = '0' }: { cursor?: string; limit?: number }) => {
    const n = Number(cursor)
    return { rows: [{ name: `row ${n}` }], nextCursor: n < 9 ? String(n + 1) : null }
  })

  test('comes whole, a page at a time, and no sooner than it is read', async () => {
    page.mockClear()
    const reader = (await answerTable(CSV, NAMES, source([], { page, pageRows: 1 }))).body?.getReader()
    expect(page.mock.calls).toEqual([[{ limit: 1 }]])
    await reader?.read()
    await reader?.read()
    expect(page).toHaveBeenCalledTimes(2)
    await reader?.cancel()
    expect(page).toHaveBeenCalledTimes(2)
    const all = await textOf(await answerTable(CSV, NAMES, source([], { page, pageRows: 1 })))
    expect(namesOf(all, ',')).toEqual(Array.from({ length: 10 }, (_, n) => `row ${n}`))
  })

  test('leaves everybody else their turns between its pages', async () => {
    let turns = 0
    const busy = async ({ cursor = '0' }: { cursor?: string }) => {
      for (const end = performance.now() + 1; performance.now() < end; );
      const n = Number(cursor)
      return { rows: [{ name: 'a' }], nextCursor: n < 200 ? String(n + 1) : null }
    }
    const clock = setInterval(() => {
      turns += 1
    }, 1)
    await textOf(await answerTable(CSV, NAMES, source([], { page: busy })))
    clearInterval(clock)
    expect(turns).toBeGreaterThan(50)
  })

  test('comes as the one page that is asked for, with the way to the next', async () => {
    const response = await answerTable({ ...CSV, page: { cursor: '3', limit: 1 } }, NAMES, source([], { page }))
    expect(response.headers.get('x-next-cursor')).toBe('4')
    expect(namesOf(await textOf(response), ',')).toEqual(['row 3'])
  })

  test('breaks off where it fails in the middle, and is not answered where it fails at first', async () => {
    const fault = new Error('the disk')
    const failing = async ({ cursor }: { cursor?: string }) => {
      if (cursor === '2') throw fault
      return { rows: [{ name: 'a' }], nextCursor: cursor === undefined ? '1' : '2' }
    }
    const onFault = vi.fn()
    const broken = await answerTable(CSV, NAMES, source([], { page: failing, onFault }))
    await expect(broken.text()).rejects.toThrow('the disk')
    expect(onFault.mock.calls).toEqual([[fault]])
    const never = () => Promise.reject(fault)
    await expect(answerTable(CSV, NAMES, source([], { page: never }))).rejects.toBe(fault)
  })
})

test('every column has a name in both languages, the causes their own', () => {
  const bucket = { start: 0, aggregation: 'on', attempts: 1, errors: 0, byCause: {}, imported: true } as const
  const noted = { ...bucket, byNote: { minor_errors: 1, queued: 1, unreadable: 1 } } as const
  const series = errorSeriesTable({ series: [noted] } as unknown as Parameters<typeof errorSeriesTable>[0])
  const tables: { columns: object }[] = [
    ATTEMPTS_TABLE,
    DELIVERIES_TABLE,
    series,
    DETAILS_TABLE,
    STATUSES_TABLE,
    MINOR_ERRORS_TABLE,
    DELIVERY_SERIES_TABLE,
    RESPONSE_TIMES_TABLE,
    PERCENTILES_TABLE,
    SENDS_TABLE,
    CAMPAIGNS_TABLE,
    DATA_SERIES_TABLE,
    RUNS_TABLE,
    RUN_ITEMS_TABLE,
    KEYS_TABLE,
    CHANNELS_TABLE,
    OVERVIEW_TABLE,
    PERIODS_TABLE,
    MARKS_TABLE,
    IMPORTS_TABLE,
    PRACTICE_TABLE,
  ]
  const columns = new Set(tables.flatMap((table) => Object.keys(table.columns)))
  for (const cause of CAUSES) columns.delete(cause)
  for (const locale of ['ja', 'en'] as const) {
    const titles = Object.keys(messagesOf(locale).columns)
    expect([...columns].filter((column) => !titles.includes(column))).toEqual([])
    const known = titles.map((title) => title.replace(/ByBraze$/, ''))
    expect(known.filter((title) => !columns.has(title))).toEqual([])
  }
})
