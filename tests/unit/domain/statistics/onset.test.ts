import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changePoints } from '@/lib/domain/statistics/change-points.ts'
import { findOnset, type OnsetBar } from '@/lib/domain/statistics/onset.ts'
import { dice, failuresAmong } from './dice.ts'

const BAR = 300_000
const BARS = 288
const NOW = BARS * BAR

type Tries = { attempts: number | null; failures: number }

/** Bars of five minutes beside each other that end now. */
function barsOf(tries: readonly Tries[]): OnsetBar[] {
  return tries.map(({ attempts, failures }, index) => {
    const fromMs = NOW - (tries.length - index) * BAR
    return { fromMs, toMs: fromMs + BAR, attempts, failures, firstFailureAtMs: failures > 0 ? fromMs + 70_000 : null }
  })
}

const onsetOf = (tries: readonly Tries[]) => findOnset(barsOf(tries), NOW)
const repeat = (bars: number, attempts: number | null, failures = 0): Tries[] =>
  Array.from({ length: bars }, () => ({ attempts, failures }))
const barOf = (sinceMs: number, of = BARS) => (sinceMs - NOW) / BAR + of

describe('the onset of a trouble', () => {
  it('is the first failure where there were none before, and no multiple of nothing is named', () => {
    const onset = onsetOf([...repeat(280, 20), ...repeat(8, 20, 6)])
    expect(onset).toMatchObject({
      sinceMs: NOW - 8 * BAR + 70_000,
      notBeforeMs: NOW - 8 * BAR,
      before: { attempts: 5_600, failures: 0 },
      after: { attempts: 160, failures: 48 },
      times: null,
    })
  })

  it('is the beginning of its bar where some failed before, with the multiple of that', () => {
    const usual = Array.from({ length: 276 }, (_, index) => ({ attempts: 50, failures: index % 2 }))
    const onset = onsetOf([...usual, ...repeat(12, 50, 6)])
    expect(onset).toMatchObject({ sinceMs: NOW - 12 * BAR, before: { attempts: 13_800, failures: 138 } })
    expect(onset?.times).toBeCloseTo(12, 10)
  })

  it('compares with what is usual: an earlier trouble is none of it', () => {
    const usual = (bars: number) => Array.from({ length: bars }, (_, index) => ({ attempts: 50, failures: index % 2 }))
    const onset = onsetOf([...usual(100), ...repeat(10, 50, 40), ...usual(166), ...repeat(12, 50, 6)])
    expect(onset?.times).toBeCloseTo(12, 10)
    expect(onset?.usual).toEqual({ attempts: 266 * 50, failures: 133 })
    expect(onset?.before).toEqual({ attempts: 276 * 50, failures: 533 })
  })

  it('is where it began, not where it got worse', () => {
    const onset = onsetOf([...repeat(240, 50), ...repeat(30, 50, 5), ...repeat(18, 50, 35)])
    expect(barOf(onset?.sinceMs ?? 0)).toBeCloseTo(240, 0)
  })

  it.each<[string, Tries[]]>([
    ['it is over', [...repeat(200, 20), ...repeat(20, 20, 12), ...repeat(68, 20)]],
    ['it has just ended', [...repeat(200, 20), ...repeat(85, 20, 12), ...repeat(3, 20)]],
    ['nothing was sent for an hour', [...repeat(200, 20), ...repeat(76, 20, 12), ...repeat(12, 0)]],
    ['nothing is known of the last hour', [...repeat(200, 20), ...repeat(76, 20, 12), ...repeat(12, null)]],
    ['nothing is known of before', [...repeat(280, null), ...repeat(8, 20, 12)]],
    ['it was always so', repeat(288, 20, 12)],
    ['four of four are too few', [...repeat(284, 20), ...repeat(4, 1, 1)]],
    ['ten attempts before are too few', [...repeat(1, 10), ...repeat(1, 10, 10)]],
    ['twice as often is how things vary', [...repeat(144, 1_000, 10), ...repeat(144, 1_000, 20)]],
    ['there is nothing', []],
  ])('is not claimed when %s', (_, tries) => expect(onsetOf(tries)).toBeNull())

  it('is found within a bar, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: BARS - 3 }),
        fc.integer({ min: 10, max: 60 }),
        fc.constantFrom(0, 0.002, 0.02),
        fc.constantFrom(0.6, 0.9, 1),
        fc.nat(),
        (at, attempts, usual, trouble, seed) => {
          const roll = dice(seed)
          const tries = Array.from({ length: BARS }, (_, index) => ({
            attempts,
            failures: failuresAmong(attempts, index < at ? usual : trouble, roll),
          }))
          const onset = onsetOf(tries)
          expect(Math.abs(Math.floor(barOf(onset?.sinceMs ?? 0)) - at)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('is claimed of fewer than 1 in 100 days on which nothing changes', () => {
    const shapes = [
      { attempts: 1, share: 0.3, clump: 1 },
      { attempts: 10, share: 0.01, clump: 1 },
      { attempts: 60, share: 0.05, clump: 1 },
      { attempts: 10, share: 0.01, clump: 4 },
      { attempts: 60, share: 0.001, clump: 10 },
    ]
    for (const { attempts, share, clump } of shapes) {
      let alarms = 0
      for (let seed = 1; seed <= 300; seed += 1) {
        const roll = dice(seed)
        const tries = Array.from({ length: BARS }, () => ({
          attempts,
          failures: Math.min(attempts, failuresAmong(attempts, share / clump, roll) * clump),
        }))
        if (onsetOf(tries) !== null) alarms += 1
      }
      expect(alarms, JSON.stringify({ attempts, share, clump })).toBeLessThanOrEqual(3)
    }
  })

  it('does not change with stretches of which nothing is known', () => {
    const seen = fc.record({ attempts: fc.integer({ min: 1, max: 40 }), failed: fc.constantFrom(0, 0, 0, 0.5, 1) })
    fc.assert(
      fc.property(fc.array(seen, { minLength: 20, maxLength: 80 }), fc.array(fc.nat(79)), (all, gaps) => {
        const tries = all.map(({ attempts, failed }) => ({ attempts, failures: Math.floor(attempts * failed) }))
        const bars = barsOf(tries)
        // Failures may be known where attempts are not (imported): they say nothing either.
        const unknown = gaps.map(
          (gap): OnsetBar => ({ ...(bars[gap % bars.length] as OnsetBar), attempts: null, failures: 3 }),
        )
        const mixed = [...bars, ...unknown].sort((a, b) => a.fromMs - b.fromMs)
        expect(findOnset(mixed, NOW)).toEqual(findOnset(bars, NOW))
      }),
    )
  })

  it('says how long before it nothing is known', () => {
    const onset = onsetOf([...repeat(200, 20), ...repeat(60, null), ...repeat(28, 20, 15)])
    expect(onset?.notBeforeMs).toBe(NOW - 88 * BAR)
    expect(barOf(onset?.sinceMs ?? 0)).toBeCloseTo(260, 0)
    expect(onset?.before).toEqual({ attempts: 4_000, failures: 0 })
  })

  it('stays where it is when there is more of everything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 280 }), fc.integer({ min: 2, max: 50 }), (at, factor) => {
        const tries = Array.from({ length: BARS }, (_, index) => ({
          attempts: 20,
          failures: index < at ? (index % 10 === 0 ? 1 : 0) : 9 + (index % 3),
        }))
        const more = tries.map(({ attempts, failures }) => ({
          attempts: attempts * factor,
          failures: failures * factor,
        }))
        const [one, many] = [onsetOf(tries), onsetOf(more)]
        expect(one?.sinceMs).toBe(NOW - (BARS - at) * BAR)
        expect(many?.sinceMs).toBe(one?.sinceMs)
        expect(many?.times).toBeCloseTo(one?.times ?? 0, 8)
      }),
    )
  })

  it('adds up: before and after are all that is known', () => {
    const tries = fc.array(
      fc.record({ attempts: fc.option(fc.integer({ min: 0, max: 30 })), failed: fc.constantFrom(0, 0, 0.1, 1) }),
      { minLength: 30, maxLength: 120 },
    )
    fc.assert(
      fc.property(tries, fc.integer({ min: 1, max: 12 }), (some, tail) => {
        const all = [
          ...some.map(({ attempts, failed }) => ({ attempts, failures: Math.floor((attempts ?? 0) * failed) })),
          ...repeat(tail, 20, 19),
        ]
        const onset = onsetOf(all)
        if (onset === null) return
        const known = all.filter(({ attempts }) => attempts !== null)
        expect(onset.before.attempts + onset.after.attempts).toBe(
          known.reduce((sum, one) => sum + (one.attempts ?? 0), 0),
        )
        expect(onset.before.failures + onset.after.failures).toBe(known.reduce((sum, one) => sum + one.failures, 0))
        expect(onset.usual.attempts).toBeLessThanOrEqual(onset.before.attempts)
        expect(onset.notBeforeMs).toBeLessThanOrEqual(onset.sinceMs)
      }),
    )
  })
})

it('changes are in order, and none is found among tallies that are alike', () => {
  const tallies = fc.array(
    fc.record({ attempts: fc.integer({ min: 1, max: 50 }), share: fc.constantFrom(0, 0.1, 0.9) }),
  )
  fc.assert(
    fc.property(tallies, (some) => {
      const cuts = changePoints(
        some.map(({ attempts, share }) => ({ attempts, failures: Math.floor(attempts * share) })),
      )
      expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b))
      expect(cuts.every((cut) => cut > 0 && cut < some.length)).toBe(true)
    }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 500 }),
      fc.nat(500),
      (bars, attempts, failed) => {
        const failures = Math.min(attempts, failed)
        expect(changePoints(Array.from({ length: bars }, () => ({ attempts, failures })))).toEqual([])
      },
    ),
  )
})
