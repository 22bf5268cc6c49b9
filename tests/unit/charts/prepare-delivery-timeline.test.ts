import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DELIVERY_LAYERS, prepareDeliveryTimeline } from '@/lib/charts/prepare-delivery-timeline.ts'
import type { Mark } from '@/lib/domain/mark.ts'
import type { DeliverySums, DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import { HOUR, MIDNIGHT_JST, MINUTE } from './timeline.ts'

const LATER = MIDNIGHT_JST + 30 * 24 * HOUR
const WIDTH = 15 * MINUTE

type Parts = { first: number; again: number; failed: number; skipped: number; pending: number }

function sumsOf({ first, again, failed, skipped, pending }: Parts): DeliverySums {
  const delivered = first + again
  return { accepted: delivered + failed + skipped + pending, delivered, redelivered: again, failed, skipped, pending }
}

function timelineOf(rows: (Parts | null)[], marks: Mark[] = []): DeliveryTimeline {
  return {
    fromMs: MIDNIGHT_JST,
    toMs: MIDNIGHT_JST + rows.length * WIDTH,
    bucket: '15m',
    timezone: 'Asia/Tokyo',
    // The chart takes its numbers from the series alone.
    total: sumsOf({ first: 0, again: 0, failed: 0, skipped: 0, pending: 0 }),
    redeliveryAttempts: null,
    marks,
    series: rows.map((row, index) => ({
      startMs: MIDNIGHT_JST + index * WIDTH,
      sums: row === null ? null : sumsOf(row),
    })),
  }
}

const few = { first: 5, again: 2, failed: 1, skipped: 3, pending: 4 }
const none = { first: 0, again: 0, failed: 0, skipped: 0, pending: 0 }

describe('prepareDeliveryTimeline', () => {
  it('stacks what arrived at once, what arrived later, what did not, and what is not known yet', () => {
    expect(DELIVERY_LAYERS).toEqual(['first_try', 'redelivered', 'failed', 'skipped', 'pending'])
    const { bars, axis } = prepareDeliveryTimeline(timelineOf([few]), { nowMs: LATER })
    expect(bars[0]).toMatchObject({ counts: [5, 2, 1, 3, 4], state: 'on', sums: { accepted: 15, delivered: 7 } })
    expect(axis.top).toBeGreaterThanOrEqual(15)
  })

  it('knows zero from what is yet to come', () => {
    const model = prepareDeliveryTimeline(timelineOf([few, none, null]), { nowMs: MIDNIGHT_JST + WIDTH + MINUTE })
    expect(model.bars.map(({ state, counts }) => [state, counts])).toEqual([
      ['on', [5, 2, 1, 3, 4]],
      ['filling', [0, 0, 0, 0, 0]],
      ['future', null],
    ])
  })

  it('leaves out the switch of error statistics, which says nothing of deliveries', () => {
    const at = (kind: Mark['kind']): Mark => ({ atMs: MIDNIGHT_JST, kind, label: '' })
    const marks = [at('statistics_off'), at('suspended'), at('statistics_on'), at('redelivery_run')]
    const model = prepareDeliveryTimeline(timelineOf([few], marks), { nowMs: LATER })
    expect(model.marks.map(({ kind }) => kind)).toEqual(['suspended', 'redelivery_run'])
  })

  it('loses no delivery, however few bars are left of how many', () => {
    const count = fc.integer({ min: 0, max: 500 })
    const parts = fc.record({ first: count, again: count, failed: count, skipped: count, pending: count })
    fc.assert(
      fc.property(
        fc.array(fc.option(parts, { freq: 9 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 10, max: 120 }),
        (rows, mostBars) => {
          const timeline = timelineOf(rows)
          const { bars, axis } = prepareDeliveryTimeline(timeline, { nowMs: LATER, mostBars })
          const sum = (of: (sums: DeliverySums) => number) =>
            timeline.series.reduce((total, { sums }) => total + (sums === null ? 0 : of(sums)), 0)
          const drawn = (layer: number) => bars.reduce((total, { counts }) => total + (counts?.[layer] ?? 0), 0)
          expect(drawn(0) + drawn(1)).toBe(sum(({ delivered }) => delivered))
          expect(drawn(1)).toBe(sum(({ redelivered }) => redelivered))
          expect(drawn(2)).toBe(sum(({ failed }) => failed))
          expect(drawn(3)).toBe(sum(({ skipped }) => skipped))
          expect(drawn(4)).toBe(sum(({ pending }) => pending))
          // The first and last may be cut short by the range.
          expect(bars.length).toBeLessThanOrEqual(mostBars + 2)
          for (const { sums, counts } of bars) {
            const height = (counts ?? []).reduce((total, n) => total + n, 0)
            expect(height).toBe(sums?.accepted ?? 0)
            expect(height).toBeLessThanOrEqual(axis.top)
          }
          expect(bars[0]?.startMs).toBe(timeline.fromMs)
          expect(bars.at(-1)?.endMs).toBe(timeline.toMs)
        },
      ),
    )
  })
})
