import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DELIVERY_STATES } from '@/lib/domain/delivery.ts'
import { buildDeliverySeries } from '@/lib/domain/statistics/delivery-timeline.ts'

const bounds = [0, 100, 200, 300]

describe('the delivery timeline', () => {
  it('sums states, and knows of the delivered those that took more than one attempt', () => {
    const { total, series } = buildDeliverySeries(
      bounds,
      [
        { bar: 0, state: 'delivered', redelivered: false, deliveries: 7 },
        { bar: 0, state: 'delivered', redelivered: true, deliveries: 2 },
        { bar: 0, state: 'failed', redelivered: true, deliveries: 1 },
        { bar: 2, state: 'pending', redelivered: true, deliveries: 4 },
        { bar: 2, state: 'skipped', redelivered: false, deliveries: 3 },
      ],
      1_000,
    )
    expect(series.map(({ sums }) => sums)).toEqual([
      { accepted: 10, delivered: 9, redelivered: 2, failed: 1, pending: 0, skipped: 0 },
      { accepted: 0, delivered: 0, redelivered: 0, failed: 0, pending: 0, skipped: 0 },
      { accepted: 7, delivered: 0, redelivered: 0, failed: 0, pending: 4, skipped: 3 },
    ])
    expect(total).toEqual({ accepted: 17, delivered: 9, redelivered: 2, failed: 1, pending: 4, skipped: 3 })
  })

  it('knows nothing of a bar that has not begun, but what is there already', () => {
    const early = [{ bar: 2, state: 'pending', redelivered: false, deliveries: 1 } as const]
    expect(buildDeliverySeries(bounds, [], 150).series.map(({ sums }) => sums === null)).toEqual([false, false, true])
    expect(buildDeliverySeries(bounds, early, 150).series.at(-1)?.sums?.pending).toBe(1)
  })

  it('accounts for every delivery, in total and as the sum of the bars', () => {
    const counts = fc.array(
      fc.record({
        bar: fc.integer({ min: 0, max: 2 }),
        state: fc.constantFrom(...DELIVERY_STATES),
        redelivered: fc.boolean(),
        deliveries: fc.integer({ min: 1, max: 1_000 }),
      }),
    )
    fc.assert(
      fc.property(counts, (some) => {
        const { total, series } = buildDeliverySeries(bounds, some, 1_000)
        expect(total.accepted).toBe(some.reduce((sum, { deliveries }) => sum + deliveries, 0))
        for (const sums of [total, ...series.map((one) => one.sums)]) {
          expect(sums?.accepted).toBe(
            (sums?.delivered ?? 0) + (sums?.failed ?? 0) + (sums?.pending ?? 0) + (sums?.skipped ?? 0),
          )
          expect(sums?.redelivered).toBeLessThanOrEqual(sums?.delivered ?? 0)
        }
        expect(series.reduce((sum, bar) => sum + (bar.sums?.accepted ?? 0), 0)).toBe(total.accepted)
      }),
    )
  })
})
