import { expect, test } from 'vitest'
import { planRedelivery } from '@/lib/charts/redelivery-plan.ts'

const MINUTE = 60_000

// Doubling from 10 s: after 10, 30, 70, 150, 310 and 630 s; the seventh pause would end after 1,270 s.
test('pauses double, and no attempt begins after the window', () => {
  expect(planRedelivery(10_000, 20 * MINUTE)).toEqual({ pausesMs: [10_000, 20_000, 40_000, 80_000], attempts: 7 })
})

test('a window shorter than the first pause leaves one attempt', () => {
  expect(planRedelivery(30_000, 20_000)).toEqual({ pausesMs: [], attempts: 1 })
})
