import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareErrorTimeline } from '@/lib/charts/prepare-error-timeline.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { MIDNIGHT_JST, MINUTE, type Row, timelineOf } from './timeline.ts'

const LATER = MIDNIGHT_JST + 30 * 86_400_000
const quarter = (index: number) => MIDNIGHT_JST + index * 15 * MINUTE

describe('prepareErrorTimeline', () => {
  it('stacks the causes in the order of the taxonomy, whatever occurred', () => {
    const model = prepareErrorTimeline(
      timelineOf([{ attempts: 9, byCause: { unclassified: 1, request_timeout: 2 } }]),
      {
        nowMs: LATER,
      },
    )
    expect(model.series.map(({ cause }) => cause)).toEqual(CAUSES)
    expect(model.bars[0]).toMatchObject({ counts: [0, 2, 0, 1], errors: 3, attempts: 9, state: 'on' })
  })

  it('leaves out what the reader hid, in the bars, in their sum and in the rate', () => {
    const timeline = timelineOf([{ attempts: 10, byCause: { could_not_connect: 4, request_timeout: 1 } }])
    const model = prepareErrorTimeline(timeline, { nowMs: LATER, hidden: ['could_not_connect'] })
    expect(model.series.map(({ cause }) => cause)).toEqual(CAUSES.slice(1))
    expect(model.bars[0]?.errors).toBe(1)
    expect(model.lastRate).toEqual({ errors: 1, attempts: 10 })
    expect(model.rateTop).toBe(0.1)
  })

  it('says nothing of a time that was off: no bar, no rate, and no zero', () => {
    const timeline = timelineOf(
      [{ attempts: 4, byCause: { request_timeout: 1 } }, { attempts: null }, { attempts: 4 }],
      {
        off: [{ fromMs: quarter(1), toMs: quarter(2) }],
      },
    )
    const model = prepareErrorTimeline(timeline, { nowMs: LATER })
    expect(model.bars[1]).toMatchObject({ state: 'off', counts: null, errors: null, attempts: null })
    expect(model.rateRuns.map((run) => run.map(({ rate }) => rate))).toEqual([[0.25], [0]])
    expect(model.off).toEqual([{ fromMs: quarter(1), toMs: quarter(2) }])
  })

  it('draws imported errors and no rate of them, also where they share a bar with others', () => {
    const errors = { request_timeout: 1 }
    const rows: Row[] = [
      { attempts: 4 },
      { attempts: null, imported: true, byCause: errors },
      { attempts: 4 },
      { attempts: 4 },
    ]
    const model = prepareErrorTimeline(timelineOf(rows), { nowMs: LATER })
    expect(model.bars[1]).toMatchObject({ state: 'on', errors: 1, attempts: null, imported: true })
    expect(model.rateRuns.map((run) => run.length)).toEqual([1, 2])
    const merged = prepareErrorTimeline(timelineOf(rows), { nowMs: LATER, mostBars: 2 })
    expect(merged.bars).toMatchObject([
      { errors: 1, attempts: null, imported: true },
      { errors: 0, attempts: 8, imported: false },
    ])
  })

  it('breaks the rate where nothing was sent: 0 of 0 is no rate', () => {
    const model = prepareErrorTimeline(timelineOf([{ attempts: 2 }, { attempts: 0 }, { attempts: 2 }]), {
      nowMs: LATER,
    })
    expect(model.rateRuns).toHaveLength(2)
    expect(model.bars[1]).toMatchObject({ errors: 0, attempts: 0 })
  })

  it('marks the bucket that still fills, and those that are yet to come', () => {
    const timeline = timelineOf([{ attempts: 1 }, { attempts: 1 }, { attempts: 0 }])
    const model = prepareErrorTimeline(timeline, { nowMs: quarter(1) + MINUTE })
    expect(model.bars.map(({ state }) => state)).toEqual(['on', 'filling', 'future'])
    expect(model.rateRuns[0]?.map(({ filling }) => filling)).toEqual([false, true])
  })

  it('draws no bar, no zero and no rate of the future, whether the switch is on or off', () => {
    const timeline = timelineOf([
      { attempts: 4, byCause: { request_timeout: 1 } },
      { attempts: null, state: 'on' },
      { attempts: null, state: 'off' },
    ])
    const model = prepareErrorTimeline(timeline, { nowMs: quarter(1) - 1 })
    expect(model.bars.map(({ state, counts, errors }) => [state, counts === null, errors])).toEqual([
      ['filling', false, 1],
      ['future', true, null],
      ['future', true, null],
    ])
    expect(model.rateRuns).toHaveLength(1)
    expect(model.lastRate).toEqual({ errors: 1, attempts: 4 })
  })

  it('stacks the details of one cause, most first, and sums the rest beyond six', () => {
    const details = ['503', '500', '404', '502', '429', '401', '301'].map((detail, index) => ({
      detail,
      errors: 20 - index,
      firstAtMs: 0,
      lastAtMs: 0,
    }))
    const timeline = timelineOf(
      [{ attempts: 50, byCause: { error_status_code: 11 }, byDetail: { '503': 5, '401': 2, '301': 4 } }],
      { causes: [{ cause: 'error_status_code', errors: 119, details }] },
    )
    const model = prepareErrorTimeline(timeline, { nowMs: LATER, cause: 'error_status_code' })
    expect(model.series).toHaveLength(6)
    expect(model.series[0]).toMatchObject({ kind: 'detail', detail: '503', rank: 0 })
    expect(model.series.at(-1)).toEqual({ kind: 'rest', cause: 'error_status_code', details: 2 })
    expect(model.bars[0]?.counts).toEqual([5, 0, 0, 0, 0, 6])
  })

  it('shows exactly six details without a rest', () => {
    const details = ['503', '500', '404', '502', '429', '401'].map((detail) => ({
      detail,
      errors: 1,
      firstAtMs: 0,
      lastAtMs: 0,
    }))
    const timeline = timelineOf([], { causes: [{ cause: 'error_status_code', errors: 6, details }] })
    const model = prepareErrorTimeline(timeline, { nowMs: LATER, cause: 'error_status_code' })
    expect(model.series.map(({ kind }) => kind)).toEqual(Array(6).fill('detail'))
  })

  it('loses and invents nothing when it merges buckets for a phone', () => {
    const row = fc.oneof(
      fc.record({
        attempts: fc.integer({ min: 50, max: 500 }),
        byCause: fc.record({ could_not_connect: fc.nat(9), error_status_code: fc.nat(9) }, { requiredKeys: [] }),
      }),
      fc.constant<Row>({ attempts: null }),
    )
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (rows, most) => {
        const timeline = timelineOf(rows)
        const model = prepareErrorTimeline(timeline, { nowMs: LATER, mostBars: most })
        expect(model.bars.reduce((sum, { errors }) => sum + (errors ?? 0), 0)).toBe(timeline.errors)
        expect(model.bars.reduce((sum, { attempts }) => sum + (attempts ?? 0), 0)).toBe(timeline.attempts)
        expect(model.bars.length).toBeLessThanOrEqual(most + 2)
        expect(model.bars[0]?.startMs).toBe(timeline.fromMs)
        expect(model.bars.at(-1)?.endMs).toBe(timeline.toMs)
        for (const [index, bar] of model.bars.entries()) {
          expect(bar.startMs).toBe(model.bars[index - 1]?.endMs ?? timeline.fromMs)
          expect(bar.state === 'off').toBe(bar.attempts === null)
        }
      }),
    )
  })

  it('merges on round times, as a partly known sum where some of it was off', () => {
    const rows: Row[] = Array.from({ length: 97 }, (_, index) =>
      index === 2 ? { attempts: null } : { attempts: 1, byCause: {} },
    )
    const model = prepareErrorTimeline(timelineOf(rows), { nowMs: LATER, mostBars: 48 })
    expect(model.barMs).toBe(30 * MINUTE)
    expect(model.bars).toHaveLength(49)
    expect(model.bars[1]).toMatchObject({ startMs: quarter(2), state: 'partial', attempts: 1 })
  })

  it('draws an axis that holds every bar', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 1, maxLength: 20 }), (errors) => {
        const rows = errors.map((request_timeout) => ({ attempts: 10_000, byCause: { request_timeout } }))
        const { errorAxis, rateTop, bars } = prepareErrorTimeline(timelineOf(rows), { nowMs: LATER })
        expect(errorAxis.top).toBeGreaterThanOrEqual(Math.max(...errors))
        expect(errorAxis.ticks.every(Number.isInteger)).toBe(true)
        expect(errorAxis.ticks.at(-1)).toBe(errorAxis.top)
        expect(errorAxis.ticks.length).toBeLessThanOrEqual(6)
        for (const bar of bars) expect((bar.errors ?? 0) / (bar.attempts ?? 1)).toBeLessThanOrEqual(rateTop)
      }),
    )
  })
})
