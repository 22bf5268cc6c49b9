import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDate, lineTime, wholeMinutes } from '@/lib/domain/statistics/webhook-errors.ts'

describe('the clock of LINE’s table', () => {
  it.each([
    ['2026-11-20T14:59:59.999Z', '2026/11/20', '23:59:59'],
    ['2026-11-20T15:00:00.000Z', '2026/11/21', '00:00:00'],
    ['2026-12-31T18:12:21.400Z', '2027/01/01', '03:12:21'],
  ])('%s is %s %s', (instant, date, time) => {
    expect(lineDate(Date.parse(instant))).toBe(date)
    expect(lineTime(Date.parse(instant))).toBe(time)
  })
})

describe('a page of whole minutes', () => {
  const row = (minuteMs: number, name: string) => ({ minuteMs, name })
  const rows = [row(3, 'a'), row(3, 'b'), row(2, 'c'), row(1, 'd'), row(1, 'e'), row(1, 'f')]
  const names = (limit: number) => {
    const { page, leftOut } = wholeMinutes(rows, limit)
    return [page.map(({ name }) => name).join(''), leftOut]
  }

  it.each([
    [6, 'abcdef', false],
    [5, 'abc', true],
    [3, 'abc', true],
    [2, 'ab', true],
    [1, 'ab', true],
  ] as const)('of at most %d rows: %s', (limit, page, leftOut) => expect(names(limit)).toEqual([page, leftOut]))

  it('of one minute that is longer than a page is that minute', () => {
    expect(wholeMinutes(rows.slice(3), 1)).toEqual({ page: rows.slice(3), leftOut: false })
  })

  it('page by page is everything, once and in order', () => {
    const some = fc.array(fc.nat({ max: 6 }), { maxLength: 30 })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 8 }), (minutes, limit) => {
        const all = minutes.sort((a, b) => b - a).map((minuteMs, index) => row(minuteMs, String(index)))
        const seen: typeof all = []
        for (let left = all; left.length > 0; ) {
          const { page, leftOut } = wholeMinutes(left, limit)
          seen.push(...page)
          left = left.filter(({ minuteMs }) => minuteMs < (page.at(-1)?.minuteMs ?? 0))
          expect(leftOut).toBe(left.length > 0)
        }
        expect(seen).toEqual(all)
      }),
    )
  })
})
