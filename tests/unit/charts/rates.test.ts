import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRate, formatShare } from '@/lib/i18n/format-number.ts'

const counts = fc
  .integer({ min: 1, max: 5_000_000 })
  .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)))

describe.each([
  ['formatRate', formatRate],
  ['formatShare', formatShare],
])('%s', (_, format) => {
  it('never rounds a failure away, nor one success', () => {
    fc.assert(
      fc.property(counts, ([part, whole]) => {
        expect(format(part, whole) === '0%').toBe(part === 0)
        expect(format(part, whole) === '100%').toBe(part === whole)
        expect(format(part, whole)).toMatch(/^<?\d{1,3}(\.\d{1,2})?%$/)
      }),
    )
  })

  it('knows nothing of 0 of 0', () => {
    expect(format(0, 0)).toBe('–')
  })
})

describe('formatRate', () => {
  it.each([
    [725, 20_311, '3.57%'],
    [1, 1_000_000, '<0.01%'],
    [1, 10, '10.0%'],
    [99_999, 1_000_000, '10.0%'],
    [9_994, 100_000, '9.99%'],
    [134, 422, '31.8%'],
    [9_999_999, 10_000_000, '99.9%'],
  ])('%i of %i is %s', (errors, attempts, text) => {
    expect(formatRate(errors, attempts)).toBe(text)
  })
})
