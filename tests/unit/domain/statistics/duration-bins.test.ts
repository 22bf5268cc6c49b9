import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binOf, MAX_DURATION_MS, percentile, rangeOfBin } from '@/lib/domain/statistics/duration-bins.ts'

const durations = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 0, max: 60_000 }),
  fc.integer({ min: 0, max: MAX_DURATION_MS }),
)

describe('duration bins', () => {
  it('hold every duration, in order', () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const { fromMs, toMs } = rangeOfBin(binOf(a))
        expect(a).toBeGreaterThanOrEqual(fromMs)
        expect(a).toBeLessThan(toMs)
        if (a <= b) expect(binOf(a)).toBeLessThanOrEqual(binOf(b))
      }),
    )
  })

  it('are exact below 128 ms and have no gaps', () => {
    for (let ms = 0; ms < 128; ms += 1) expect(rangeOfBin(binOf(ms))).toEqual({ fromMs: ms, toMs: ms + 1 })
    for (let bin = 0; bin < binOf(MAX_DURATION_MS); bin += 1)
      expect(rangeOfBin(bin).toMs).toBe(rangeOfBin(bin + 1).fromMs)
  })

  it.each([
    [-5, 0],
    [0.9, 0],
    [127, 127],
    [128, 128],
    [129, 128],
    [130, 129],
    [255, 191],
    [256, 192],
    [2 ** 40, binOf(MAX_DURATION_MS)],
  ])('%d ms is in bin %d', (ms, bin) => expect(binOf(ms)).toBe(bin))
})

describe('percentile', () => {
  it('is at most 1 % away from the exact one by nearest rank, also when bins of several stretches are merged', () => {
    fc.assert(
      fc.property(
        fc.array(durations, { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0, 0.5, 0.95, 0.99, 1),
        (values, q) => {
          const bins = values.map((value) => ({ bin: binOf(value), attempts: 1 }))
          const exact = [...values].sort((a, b) => a - b)[Math.max(1, Math.ceil(q * values.length)) - 1] ?? 0
          const estimate = percentile(bins, q) ?? Number.NaN
          expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(exact * 0.01)
        },
      ),
    )
  })

  it('of nothing is null, not zero', () => expect(percentile([], 0.5)).toBeNull())

  it('weighs bins by their attempts', () => {
    const bins = [
      { bin: binOf(100), attempts: 98 },
      { bin: binOf(2000), attempts: 2 },
    ]
    expect(percentile(bins, 0.5)).toBe(100)
    expect(percentile(bins, 0.98)).toBe(100)
    expect(percentile(bins, 0.99)).toBeCloseTo(2000, -1.5)
  })
})
