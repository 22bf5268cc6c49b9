import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TodokuError } from '@/lib/domain/errors.ts'
import { makeRequestLimits } from '@/lib/http/request-limits.ts'

/** Seconds until there is room; null when it was let through. */
const take = (limits: ReturnType<typeof makeRequestLimits>, name: 'requests' | 'traffic', caller = 'key:a') => {
  try {
    limits.take(name, caller)
    return null
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'rate_limited') return error.retryAfterS
    throw error
  }
}

test('so many a minute for each caller, ten times as much traffic, each counted apart', () => {
  const limits = makeRequestLimits(3, () => 0)
  for (let count = 0; count < 3; count += 1) expect(take(limits, 'requests')).toBeNull()
  expect(take(limits, 'requests')).toBe(61)
  expect(take(limits, 'requests', 'key:b')).toBeNull()
  for (let count = 0; count < 30; count += 1) expect(take(limits, 'traffic')).toBeNull()
  expect(take(limits, 'traffic')).toBe(61)
})

test('what was refused counts for nothing, and after the seconds that were named there is room', () => {
  let nowMs = 1_795_222_800_500
  const limits = makeRequestLimits(2, () => nowMs)
  take(limits, 'requests')
  nowMs += 20_000
  take(limits, 'requests')
  for (let count = 0; count < 5; count += 1) expect(take(limits, 'requests')).toBe(41)
  nowMs += 40_000
  expect(take(limits, 'requests')).toBe(1)
  nowMs += 1_000
  expect(take(limits, 'requests')).toBeNull()
  expect(take(limits, 'requests')).toBe(20)
})

test('no minute, wherever it begins, lets more than the limit through, and waiting as told always helps', () => {
  const waits = fc.array(fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 90_000 })), {
    minLength: 1,
    maxLength: 120,
  })
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 6 }), (steps, most) => {
      let nowMs = 0
      const limits = makeRequestLimits(most, () => nowMs)
      const through: number[] = []
      for (const step of steps) {
        nowMs += step
        const wait = take(limits, 'requests')
        if (wait !== null) {
          nowMs += wait * 1_000
          expect(take(limits, 'requests')).toBeNull()
        }
        through.push(nowMs)
        expect(through.filter((at) => at > nowMs - 60_000).length).toBeLessThanOrEqual(most)
      }
    }),
  )
})

test('a clock that is set back neither empties the count nor stops it', () => {
  let nowMs = 600_000
  const limits = makeRequestLimits(2, () => nowMs)
  take(limits, 'requests')
  nowMs = 0
  expect(take(limits, 'requests')).toBeNull()
  expect(take(limits, 'requests')).not.toBeNull()
})
