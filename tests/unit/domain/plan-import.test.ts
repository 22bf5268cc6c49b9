import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConsoleRow } from '@/lib/domain/line-console-file.ts'
import { LONGEST_IMPORT_MS, planImport } from '@/lib/domain/plan-import.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const at = (time: string) => Date.parse(`2026-11-${time}+09:00`)
const row = (start: string, more: Partial<ConsoleRow> = {}): ConsoleRow => {
  return { line: 2, startMs: at(start), endMs: at(start), reason: 1503, errors: 1, ...more }
}
const known = { range: null, own: [], imported: [], nowMs: at('21T12:34:56') }

describe('the plan of an import', () => {
  it('covers the days of its rows by LINE’s clock, and no minute that is not over', () => {
    const { range, leftOut } = planImport([row('19T23:59:59'), row('21T00:00:00'), row('21T12:34:10')], known) ?? {}
    expect(range).toEqual({ fromMs: at('19T00:00:00'), toMs: at('21T12:34:00') })
    expect(leftOut).toMatchObject([{ why: 'future' }])
  })

  it('has no range where all of the file, or of what is asked, lies ahead', () => {
    expect(planImport([row('22T00:00:00')], known)).toBeNull()
    expect(planImport([], { ...known, range: { fromMs: at('22T00:00:00'), toMs: at('23T00:00:00') } })).toBeNull()
  })

  it('takes the newest year of a longer file', () => {
    const old = row('01T00:00:00', { startMs: at('01T00:00:00') - 400 * DAY, endMs: at('01T00:00:00') - 400 * DAY })
    const { range, leftOut } = planImport([old, row('20T00:00:00')], known) ?? {}
    expect((range?.toMs ?? 0) - (range?.fromMs ?? 0)).toBe(LONGEST_IMPORT_MS)
    expect(leftOut).toMatchObject([{ why: 'outside' }])
  })

  it('takes the larger of a group that stands in the file twice, and adds up groups of one minute', () => {
    const rows = [
      row('20T10:00:05', { errors: 2, endMs: at('20T10:00:30') }),
      row('20T10:00:05', { errors: 3, endMs: at('20T10:00:40'), line: 3 }),
      row('20T10:00:50', { errors: 4, endMs: at('20T10:01:20'), line: 4 }),
      row('20T10:00:05', { errors: 3, endMs: at('20T10:00:40'), line: 5 }),
    ]
    const { minutes, leftOut } = planImport(rows, known) ?? {}
    expect(leftOut).toEqual([
      { line: 2, why: 'duplicate' },
      { line: 5, why: 'duplicate' },
    ])
    expect(minutes).toEqual([
      {
        minuteMs: at('20T10:00:00'),
        reason: 1503,
        errors: 7,
        firstAtMs: at('20T10:00:05'),
        lastAtMs: at('20T10:01:20'),
      },
    ])
  })

  it('leaves out a minute of which Todoku counted a part, and a row that reaches into one', () => {
    const own = [{ fromMs: at('20T10:00:30'), toMs: at('20T10:05:30') }]
    const rows = [
      row('20T09:59:10'),
      row('20T09:59:50', { endMs: at('20T10:00:30') }),
      row('20T10:00:10'),
      row('20T10:05:40'),
      row('20T10:06:00'),
    ]
    const { rows: taken, leftOut, periods } = planImport(rows, { ...known, own }) ?? {}
    expect(taken).toEqual([rows[0], rows[4]])
    expect(leftOut?.map(({ why }) => why)).toEqual(['covered', 'covered', 'covered'])
    expect(periods).toEqual([
      { fromMs: at('20T00:00:00'), toMs: at('20T10:00:00') },
      { fromMs: at('20T10:06:00'), toMs: at('21T00:00:00') },
    ])
  })

  it('looks at few of the periods for each row, however many there are', () => {
    const start = at('20T00:00:00')
    let looks = 0
    const own = Array.from({ length: 1_000 }, (_, index) => ({
      get fromMs() {
        looks += 1
        return start + index * MINUTE
      },
      toMs: start + index * MINUTE + 30_000,
    }))
    const rows = Array.from({ length: 2_000 }, (_, index): ConsoleRow => {
      const startMs = start + index * 30_000
      return { line: index, startMs, endMs: startMs, reason: 1503, errors: 1 }
    })
    expect(planImport(rows, { ...known, own })?.leftOut).toHaveLength(2_000)
    expect(looks).toBeLessThan(100_000)
  })

  it('never counts twice and loses nothing silently, whatever was covered', () => {
    const second = fc.integer({ min: 0, max: 600 })
    const stretch = fc.tuple(second, second).map(([a, b]) => ({
      fromMs: at('20T10:00:00') + Math.min(a, b) * 1_000,
      toMs: at('20T10:00:00') + (Math.max(a, b) + 1) * 1_000,
    }))
    const minutes = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({
      fromMs: at('20T10:00:00') + Math.min(a, b) * MINUTE,
      toMs: at('20T10:00:00') + (Math.max(a, b) + 1) * MINUTE,
    }))
    const anyRow = fc.record({
      start: second,
      seconds: fc.nat(120),
      reason: fc.constantFrom(1503, 1404),
      errors: fc.integer({ min: 1, max: 9 }),
    })
    const rowsOf = fc.array(anyRow, { maxLength: 30 }).map((all) =>
      all.map(({ start, seconds, reason, errors }, index): ConsoleRow => {
        const startMs = at('20T10:00:00') + start * 1_000
        return { line: index, startMs, endMs: startMs + seconds * 1_000, reason, errors }
      }),
    )
    fc.assert(
      fc.property(
        rowsOf,
        fc.array(stretch, { maxLength: 3 }),
        fc.array(minutes, { maxLength: 2 }),
        (rows, own, imported) => {
          const range = { fromMs: at('20T10:02:00'), toMs: at('20T10:08:00') }
          const plan = planImport(rows, { ...known, range, own, imported })
          if (plan === null) throw new Error('there is a range')
          expect(plan.rows.length + plan.leftOut.length).toBe(rows.length)
          const sum = (all: readonly { errors: number }[]) => all.reduce((total, { errors }) => total + errors, 0)
          expect(sum(plan.minutes)).toBe(sum(plan.rows))
          for (const { startMs, endMs } of plan.rows) {
            expect(own.some(({ fromMs, toMs }) => fromMs < endMs + 1_000 && toMs > startMs)).toBe(false)
            expect(imported.some(({ fromMs, toMs }) => fromMs <= startMs && toMs > startMs)).toBe(false)
            expect(plan.periods.some(({ fromMs, toMs }) => fromMs <= startMs && toMs > startMs)).toBe(true)
          }
          for (const one of plan.periods) {
            expect([...own, ...imported].some(({ fromMs, toMs }) => fromMs < one.toMs && toMs > one.fromMs)).toBe(false)
          }
          const again = planImport(rows, { ...known, range, own, imported: [...imported, ...plan.periods] })
          expect(again).toMatchObject({ rows: [], periods: [] })
        },
      ),
    )
  })
})
