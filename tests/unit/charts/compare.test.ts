import { describe, expect, it } from 'vitest'
import { prepareErrorTimeline } from '@/lib/charts/prepare-error-timeline.ts'
import { HOUR, MIDNIGHT_JST, MINUTE, type Row, timelineOf } from './timeline.ts'

const DAY = 24 * HOUR
const LATER = MIDNIGHT_JST + 30 * DAY
const quarter = (index: number) => MIDNIGHT_JST + index * 15 * MINUTE

/** A report with the day before, bucket by bucket. */
function compared(rows: Row[], before: Row[], more: Parameters<typeof timelineOf>[1] = {}) {
  const previous = timelineOf(before, { fromMs: MIDNIGHT_JST - DAY, ...more })
  return timelineOf(rows, { previous })
}
const failed = (attempts: number | null, request_timeout = 0): Row => ({ attempts, byCause: { request_timeout } })

describe('a chart that is compared', () => {
  it('has for each bar that of the period before, and lines at the times of its own bars', () => {
    const model = prepareErrorTimeline(compared([failed(10, 1), failed(10, 2)], [failed(20, 5), failed(20, 0)]), {
      nowMs: LATER,
    })
    expect(model.bars[0]?.before).toEqual({
      fromMs: quarter(0) - DAY,
      toMs: quarter(1) - DAY,
      counts: [0, 5, 0, 0],
      errors: 5,
      attempts: 20,
      imported: false,
    })
    expect(model.before).toMatchObject({
      fromMs: quarter(0) - DAY,
      toMs: quarter(2) - DAY,
      off: false,
      imported: false,
    })
    expect(model.before?.countRuns).toEqual([
      [
        { fromMs: quarter(0), toMs: quarter(1), value: 5 },
        { fromMs: quarter(1), toMs: quarter(2), value: 0 },
      ],
    ])
    expect(model.before?.rateRuns[0]?.map(({ value }) => value)).toEqual([0.25, 0])
  })

  it('has axes that hold both', () => {
    const model = prepareErrorTimeline(compared([failed(10, 1)], [failed(80, 60)]), { nowMs: LATER })
    expect(model.errorAxis.top).toBeGreaterThanOrEqual(60)
    expect(model.rateTop).toBe(1)
  })

  it('breaks the lines where the period before was off: unknown, not zero', () => {
    const off = [{ fromMs: quarter(1) - DAY, toMs: quarter(2) - DAY }]
    const timeline = compared([failed(9), failed(9), failed(9)], [failed(9, 1), failed(null), failed(9, 1)], { off })
    const model = prepareErrorTimeline(timeline, { nowMs: LATER })
    expect(model.before?.off).toBe(true)
    expect(model.before?.countRuns.map((run) => run.map(({ value }) => value))).toEqual([[1], [1]])
    expect(model.bars[1]?.before).toMatchObject({ counts: null, errors: null, attempts: null })
  })

  it('goes on where the period that is shown is off or yet to come', () => {
    const timeline = compared([failed(9), failed(null), failed(null)], [failed(9, 1), failed(9, 2), failed(9, 3)])
    const model = prepareErrorTimeline(timeline, { nowMs: quarter(2) - 1 })
    expect(model.bars.map(({ state }) => state)).toEqual(['on', 'off', 'future'])
    expect(model.before?.countRuns.flat().map(({ value }) => value)).toEqual([1, 2, 3])
  })

  it('leaves out what the reader hid, before as now', () => {
    const row: Row = { attempts: 10, byCause: { could_not_connect: 4, request_timeout: 1 } }
    const model = prepareErrorTimeline(compared([row], [row]), { nowMs: LATER, hidden: ['could_not_connect'] })
    expect(model.bars[0]?.before?.errors).toBe(1)
  })

  it('is merged with its bars', () => {
    const rows = Array.from({ length: 96 }, () => failed(10, 1))
    const before = Array.from({ length: 96 }, (_, index) => failed(index === 0 ? null : 10, index === 0 ? 0 : 2))
    const model = prepareErrorTimeline(compared(rows, before), { nowMs: LATER, mostBars: 48 })
    expect(model.bars).toHaveLength(48)
    expect(model.bars[0]?.before).toMatchObject({ errors: 2, attempts: 10, fromMs: MIDNIGHT_JST - DAY })
    expect(model.bars[1]?.before).toMatchObject({ errors: 4, attempts: 20 })
  })

  it('names the details of one cause that only the period before had, last', () => {
    const details = (...names: string[]) => ({
      causes: [
        {
          cause: 'error_status_code' as const,
          errors: 1,
          details: names.map((detail) => ({ detail, errors: 1, firstAtMs: 0, lastAtMs: 0 })),
        },
      ],
    })
    const row = (byDetail: Record<string, number>): Row => ({ attempts: 9, byCause: {}, byDetail })
    const previous = timelineOf([row({ 500: 2, 503: 1 })], { fromMs: MIDNIGHT_JST - DAY, ...details('500', '503') })
    const timeline = timelineOf([row({ 503: 4 })], { previous, ...details('503') })
    const model = prepareErrorTimeline(timeline, { nowMs: LATER, cause: 'error_status_code' })
    expect(model.series.map((series) => (series.kind === 'detail' ? series.detail : null))).toEqual(['503', '500'])
    expect(model.bars[0]?.counts).toEqual([4, 0])
    expect(model.bars[0]?.before?.counts).toEqual([1, 2])
  })
})

describe('imported errors', () => {
  const imported: Row = { attempts: null, byCause: { request_timeout: 3 }, state: 'on', imported: true }

  it('have bars and break the rate', () => {
    const stretch = [{ fromMs: quarter(1), toMs: quarter(2) }]
    const timeline = timelineOf([failed(10, 1), imported, failed(10, 2)], { imported: stretch })
    const model = prepareErrorTimeline(timeline, { nowMs: LATER })
    expect(model.bars[1]).toMatchObject({ state: 'on', imported: true, errors: 3, attempts: null })
    expect(model.rateRuns.map((run) => run.map(({ rate }) => rate))).toEqual([[0.1], [0.2]])
    expect(model.imported).toEqual(stretch)
    expect(model.lastRate).toEqual({ errors: 2, attempts: 10 })
  })

  it('make no rate with the attempts of a neighbour that they are merged with', () => {
    const rows = Array.from({ length: 96 }, (_, index) => (index === 0 ? imported : failed(10, 1)))
    const model = prepareErrorTimeline(timelineOf(rows), { nowMs: LATER, mostBars: 48 })
    expect(model.bars[0]).toMatchObject({ imported: true, errors: 4, attempts: null })
  })

  it('break the line of the period before, and not its bars', () => {
    const model = prepareErrorTimeline(compared([failed(9), failed(9)], [imported, failed(9, 1)]), { nowMs: LATER })
    expect(model.before?.countRuns).toHaveLength(1)
    expect(model.before?.rateRuns.flat()).toHaveLength(1)
  })
})
