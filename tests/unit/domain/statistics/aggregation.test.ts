import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregationIn, isCounted, offStretches } from '@/lib/domain/statistics/aggregation.ts'

const periods = [
  { fromMs: 100, toMs: 200 },
  { fromMs: 300, toMs: null },
]

describe('an attempt is counted', () => {
  it.each([
    [99, false],
    [100, true],
    [199, true],
    [200, false],
    [299, false],
    [300, true],
    [9e15, true],
  ])('when a period covers its start: at %d %s', (startedAtMs, counted) =>
    expect(isCounted({ startedAtMs, purpose: 'delivery' }, periods)).toBe(counted),
  )

  it('as a redelivery, never as a verification', () => {
    expect(isCounted({ startedAtMs: 150, purpose: 'redelivery' }, periods)).toBe(true)
    expect(isCounted({ startedAtMs: 150, purpose: 'verification' }, periods)).toBe(false)
  })
})

describe('off stretches', () => {
  it('are the exact gaps, cut at the range', () => {
    expect(offStretches({ fromMs: 50, toMs: 400 }, periods)).toEqual([
      { fromMs: 50, toMs: 100 },
      { fromMs: 200, toMs: 300 },
    ])
    expect(offStretches({ fromMs: 150, toMs: 250 }, periods)).toEqual([{ fromMs: 200, toMs: 250 }])
    expect(offStretches({ fromMs: 120, toMs: 180 }, periods)).toEqual([])
    expect(offStretches({ fromMs: 0, toMs: 10 }, [])).toEqual([{ fromMs: 0, toMs: 10 }])
  })

  it('are where no instant is counted, whatever the periods and their order', () => {
    const anyPeriods = fc.array(
      fc
        .record({ fromMs: fc.nat(60), toMs: fc.option(fc.nat(60), { nil: null }) })
        .filter(({ fromMs, toMs }) => toMs === null || toMs > fromMs),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(anyPeriods, (any) => {
        const off = offStretches({ fromMs: 10, toMs: 50 }, any)
        for (let at = 10; at < 50; at += 1) {
          const isOff = off.some(({ fromMs, toMs }) => at >= fromMs && at < toMs)
          expect(isOff).toBe(!isCounted({ startedAtMs: at, purpose: 'delivery' }, any))
        }
      }),
    )
  })
})

it('a stretch is on, off or partial', () => {
  const off = [{ fromMs: 10, toMs: 20 }]
  expect(aggregationIn({ fromMs: 0, toMs: 10 }, off)).toBe('on')
  expect(aggregationIn({ fromMs: 12, toMs: 20 }, off)).toBe('off')
  expect(aggregationIn({ fromMs: 5, toMs: 15 }, off)).toBe('partial')
})
