import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stackSegments } from '@/lib/charts/stack-segments.ts'

/** Of sums of doubles, in pixels. */
const ROUNDING = 1e-6

describe('stackSegments', () => {
  it('leaves a pixel of surface between two layers', () => {
    expect(stackSegments([10, 10], 2)).toEqual([
      { from: 0, height: 20 },
      { from: 21, height: 19 },
    ])
  })

  it('draws nothing for nothing', () => {
    expect(stackSegments([0, 3, 0], 10).map(({ height }) => height)).toEqual([0, 30, 0])
  })

  it('never hides a count, and never lets layers cover each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { maxLength: 7 }),
        fc.double({ min: 0.0001, max: 20, noNaN: true }),
        (counts, unit) => {
          let end = 0
          for (const [index, { from, height }] of stackSegments(counts, unit).entries()) {
            if (counts[index] === 0) continue
            expect(height).toBeGreaterThanOrEqual(2 - ROUNDING)
            expect(from).toBeGreaterThanOrEqual(end - ROUNDING)
            end = from + height
          }
        },
      ),
    )
  })
})
