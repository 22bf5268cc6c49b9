import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allReasons, causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import { webhookErrorAnswer } from '@/lib/http/answers/webhook-errors-answer.ts'
import { readConsoleFile } from '@/lib/http/read-console-file.ts'
import { MOST_TABLE_LINES } from '@/lib/http/read-table.ts'
import { AS_LINE, WEBHOOK_ERRORS_TABLE } from '@/lib/http/tables/webhook-errors-table.ts'
import { FILE_TYPES, headLine, rowLines } from '@/lib/http/tables/write-lines.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const jst = (time: string) => Date.parse(`2026-${time}+09:00`)
const reason = (detail: string) => reasonOfDetail(detail) ?? Number.NaN

const HEADER = '日付\t開始\t終了\t原因\t詳細\tエラー'
const ROWS = [
  '2026/11/21\t03:12:00\t03:12:39\tcould_not_connect\tTLS handshake failure\t2',
  '2026/11/21\t03:11:59\t03:11:59\terror_status_code\t503\t1',
]
const EXPECTED = [
  {
    line: 2,
    startMs: jst('11-21T03:12:00'),
    endMs: jst('11-21T03:12:39'),
    reason: reason('TLS handshake failure'),
    errors: 2,
  },
  { line: 3, startMs: jst('11-21T03:11:59'), endMs: jst('11-21T03:11:59'), reason: reason('503'), errors: 1 },
]
const FILE = [HEADER, ...ROWS].join('\n')
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()

/** A row of its own, of which one cell is another. */
const rowWith = (change: Partial<Record<'date' | 'start' | 'end' | 'cause' | 'detail' | 'errors', string>>) => {
  const row = {
    date: '2026/11/21',
    start: '03:12:00',
    end: '03:12:39',
    cause: 'error_status_code',
    detail: '503',
    errors: '2',
  }
  return `${HEADER}\n${Object.values({ ...row, ...change }).join('\t')}`
}
const one = (change: Parameters<typeof rowWith>[0]) => readConsoleFile(utf8(rowWith(change)))

describe('a file of LINE’s console', () => {
  it.each<[string, Uint8Array]>([
    ['as it comes', utf8(FILE)],
    ['with CRLF, a mark of UTF-8 and empty lines', utf8(`\ufeff${FILE.replaceAll('\n', '\r\n')}\r\n\r\n`)],
    ['saved by Excel as Unicode text', Buffer.from(`\ufeff${FILE}`, 'utf16le')],
    ['in UTF-16 of the other order', swapped(Buffer.from(`\ufeff${FILE}`, 'utf16le'))],
    [
      'in UTF-16 without a mark, in English',
      Buffer.from(FILE.replace(HEADER, 'Date\tStart\tEnd\tReason\tDetail\tErrors'), 'utf16le'),
    ],
    ['with an English header in other letters', utf8(FILE.replace(HEADER, 'DATE\tstart\tEnd\treason\tDetail\tERRORS'))],
    ['between commas', utf8(FILE.replaceAll('\t', ','))],
    ['with every cell quoted', utf8(FILE.replace(/[^\t\n]+/g, '"$&"'))],
    ['guarded against spreadsheets', utf8(FILE.replaceAll('2026/', "'2026/"))],
    ['in full-width characters', utf8(FILE.replace('2026/11/21\t03:12:00', '２０２６／１１／２１\t０３：１２：００'))],
    ['with spaces around', utf8(FILE.replaceAll('\t', ' \t '))],
    ['with a column more', utf8(FILE.replaceAll('\n', '\tx\n').replace('エラー', 'エラー\tメモ'))],
  ])('is read %s', async (_, bytes) => {
    expect(await readConsoleFile(bytes)).toEqual({ rows: EXPECTED, unread: [] })
  })

  it('is read as Excel saves it in Japan: Shift_JIS', async () => {
    // 日付 開始 終了 原因 詳細 エラー
    const header = Buffer.from('93fa9574098a4a8e6e098f4997b9098cb488f6098fda8dd70983478389815b', 'hex')
    const file = Buffer.concat([header, Buffer.from(`\r\n${ROWS.join('\r\n')}\r\n`)])
    expect((await readConsoleFile(file)).rows).toEqual(EXPECTED)
  })

  it('needs no header, and takes columns in any order by their names', async () => {
    expect((await readConsoleFile(utf8(ROWS.join('\n')))).rows.map(({ line }) => line)).toEqual([1, 2])
    const turned = FILE.split('\n').map((line) => line.split('\t').reverse().join('\t'))
    expect((await readConsoleFile(utf8(turned.join('\n')))).rows).toEqual(EXPECTED)
  })

  it('takes a quotation mark that nothing closes for a letter, however much comes after it', async () => {
    const open = '"2026/11/21\t03:10:00\t03:10:00\trequest_timeout\tRequest timeout\t1'
    const file = await readConsoleFile(utf8(`${FILE}\n${open}`))
    expect(file.rows).toEqual(EXPECTED)
    expect(file.unread).toMatchObject([{ line: 4, problem: 'date' }])
    const long = await readConsoleFile(utf8(`${HEADER}\n${open}\n${`${ROWS[0]}\n`.repeat(100)}`))
    expect(long.rows).toHaveLength(100)
    expect(long.unread).toMatchObject([{ line: 2, problem: 'date' }])
  })

  it.each([
    ['a line', `${HEADER}\n${'x'.repeat(5_000)}\n`],
    ['many cells', `${HEADER}\n${'\tx'.repeat(5_000)}\n`],
    ['a first line', `<html>${'y'.repeat(9_000)}`],
  ])('is refused when %s is longer than any of LINE’s', async (_, text) => {
    await expect(readConsoleFile(utf8(text))).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringContaining('4096 bytes'),
    })
  })

  it('leaves everybody else their turns while it is read', async () => {
    const rows = Array.from({ length: 4_000 }, () => `"${ROWS[0]?.replaceAll('\t', '"\t"')}"`).join('\n')
    let turns = 0
    const clock = setInterval(() => {
      turns += 1
    }, 1)
    expect((await readConsoleFile(utf8(`${HEADER}\n${rows}`))).rows).toHaveLength(4_000)
    clearInterval(clock)
    expect(turns).toBeGreaterThan(10)
  })

  it('is read the same where a slice ends within a character or a cell', async () => {
    const label = 'TLS handshake failure'
    const wide = label.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    const rows = Array.from({ length: 600 }, (_, index) => `${'\n'.repeat(index % 3)}${ROWS[0]?.replace(label, wide)}`)
    const { rows: read, unread } = await readConsoleFile(utf8(`${HEADER}\n${rows.join('\n')}`))
    expect(unread).toEqual([])
    expect(read).toHaveLength(600)
    expect(new Set(read.map(({ reason: one }) => one))).toEqual(new Set([reason(label)]))
  })

  it.each(['2026-11-21', '2026.11.21', '2026/11/21', '2026年11月21日', '2026/11/21(土)', ' ２０２６／１１／２１'])(
    'knows the date %s',
    async (date) => expect((await one({ date })).rows).toMatchObject([{ startMs: jst('11-21T03:12:00') }]),
  )

  it.each([
    ['3:12:00', '3:12:39', '03:12:00', '03:12:39'],
    ['3:12', '03:12', '03:12:00', '03:12:00'],
    ['23:59:40', '00:00:10', '23:59:40', null],
  ] as const)('knows the times %s to %s', async (start, end, from, to) => {
    const endMs = to === null ? jst('11-22T00:00:10') : jst(`11-21T${to}`)
    expect((await one({ start, end })).rows).toMatchObject([{ startMs: jst(`11-21T${from}`), endMs }])
  })

  it.each([
    ['1,024', 1_024],
    ['１２', 12],
    ['12,345,678', 12_345_678],
  ] as const)('knows the count %s', async (errors, count) =>
    expect((await one({ errors })).rows).toMatchObject([{ errors: count }]),
  )

  it.each([
    { cause: 'ERROR STATUS CODE', detail: '503 Service Unavailable' },
    { cause: 'error-status-code', detail: '５０３' },
    { cause: 'error_status_code', detail: "'503" },
  ])('knows the reason $cause, $detail', async (change) => {
    expect((await one(change)).rows).toMatchObject([{ reason: reason('503') }])
  })

  it.each([
    ['cells', { detail: '' }],
    ['date', { date: '11/21/2026' }],
    ['date', { date: '2026/02/30' }],
    ['date', { date: '1999/01/01' }],
    ['time', { start: '25:00:00' }],
    ['time', { end: 'noon' }],
    ['span', { end: '04:12:01' }],
    ['span', { end: '03:11:59' }],
    ['cause', { cause: 'too_slow' }],
    ['detail', { detail: '200' }],
    ['detail', { detail: 'Nobody knows' }],
    ['detail', { detail: '50' }],
    ['mismatch', { detail: 'Request timeout' }],
    ['mismatch', { cause: 'request_timeout' }],
    ['count', { errors: '0' }],
    ['count', { errors: '1,2' }],
    ['count', { errors: '-1' }],
    ['count', { errors: '1.5' }],
    ['count', { errors: '9999999999' }],
  ] as const)('says of a line that its %s cannot be read: %o', async (problem, change) => {
    expect(await one(change)).toMatchObject({ rows: [], unread: [{ line: 2, problem }] })
  })

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another table', utf8('id\tname\n1\tx\n')],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0, 0xff, 0xfe])],
  ])('is refused when it is %s', async (_, bytes) => {
    await expect(readConsoleFile(bytes)).rejects.toMatchObject({ code: 'unreadable_file' })
  })

  it('is refused when it has too many rows', async () => {
    const rows = Array.from({ length: MOST_TABLE_LINES }, () => ROWS[0]).join('\n')
    expect((await readConsoleFile(utf8(`${HEADER}\n${rows}`))).rows).toHaveLength(MOST_TABLE_LINES)
    await expect(readConsoleFile(utf8(`${HEADER}\n${rows}\n${ROWS[0]}`))).rejects.toMatchObject({
      code: 'payload_too_large',
    })
  })

  it('never throws anything but a refusal, whatever it is', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((text) => utf8(`${HEADER}\n${text}`)),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (any) => {
        try {
          const { rows } = await readConsoleFile(any)
          expect(rows.every(({ errors, startMs, endMs }) => errors > 0 && endMs >= startMs)).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ code: 'unreadable_file' })
        }
      }),
    )
  })
})

/** Reasons that LINE knows. */
const REASONS = allReasons().flatMap(({ reason: number, detail }) => {
  const named = causeAndDetail(number)
  return named === null || /^\d{3} /.test(detail ?? '') ? [] : [{ number, ...named }]
})

const languages = fc.constantFrom('ja', 'en', null)
const types = fc.constantFrom(...FILE_TYPES)

it('a table of any rows that Todoku wrote is read as it was written, in either language', async () => {
  const row = fc.record({
    reason: fc.constantFrom(...REASONS),
    startMs: fc.integer({ min: jst('01-01T00:00:00') / 1_000, max: jst('12-31T00:00:00') / 1_000 }),
    span: fc.integer({ min: 0, max: 59 }),
    errors: fc.integer({ min: 1, max: 100_000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), languages, types, async (rows, language, type) => {
      const written = rows.map(({ reason: { cause, detail }, startMs, span, errors }) => {
        const at = { firstAtMs: startMs * 1_000, lastAtMs: (startMs + span) * 1_000 }
        return webhookErrorAnswer({ minuteMs: Math.floor(startMs / 60) * 60_000, cause, detail, errors, ...at })
      })
      const ids = Object.keys(WEBHOOK_ERRORS_TABLE.columns)
      const names = ids.map((id) => (language === null ? id : (AS_LINE.titleOf(id, language) ?? id)))
      const file = headLine(type, names) + rowLines(type, WEBHOOK_ERRORS_TABLE, written, AS_LINE.zone)
      const { rows: read, unread } = await readConsoleFile(utf8(file))
      expect(unread).toEqual([])
      expect(read).toEqual(
        rows.map(({ reason: { number }, startMs, span, errors }, index) => ({
          line: index + 2,
          startMs: startMs * 1_000,
          endMs: (startMs + span) * 1_000,
          reason: number,
          errors,
        })),
      )
    }),
  )
})
