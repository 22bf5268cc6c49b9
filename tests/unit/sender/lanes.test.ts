import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { Lanes, LONGEST_LANE_WAIT_MS } from '@/lib/sender/lanes.ts'

afterEach(() => {
  vi.useRealTimers()
})

function watched() {
  const started: number[] = []
  const late: number[] = []
  const lanes = new Lanes<number>(
    (item) => started.push(item),
    (item) => late.push(item),
  )
  return { lanes, started, late }
}

it('starts as many of a lane as may be on the wire, the others in the order asked as places get free', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ enter: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ leave: fc.integer({ min: 1, max: 3 }) }),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 4 }), (all, most) => {
      const { lanes, started, late } = watched()
      const asked = new Map<number, number[]>([
        [1, []],
        [2, []],
        [3, []],
      ])
      const left = new Map([
        [1, 0],
        [2, 0],
        [3, 0],
      ])
      let last = 0
      for (const step of all) {
        if ('enter' in step) {
          asked.get(step.enter)?.push(++last)
          lanes.enter({ no: step.enter, most }, last)
        } else {
          const before = left.get(step.leave) ?? 0
          const onWire = started.filter((item) => asked.get(step.leave)?.includes(item)).length - before
          if (onWire === 0) continue
          left.set(step.leave, before + 1)
          lanes.leave(step.leave)
        }
        for (const [no, items] of asked) {
          const gone = left.get(no) ?? 0
          expect(started.filter((item) => items.includes(item))).toEqual(items.slice(0, gone + most))
        }
      }
      expect(late).toEqual([])
    }),
  )
})

it('has as many places as it was told last, and those who wait come first', () => {
  const { lanes, started } = watched()
  for (const item of [1, 2, 3, 4]) lanes.enter({ no: 1, most: 1 }, item)
  lanes.enter({ no: 1, most: 3 }, 5)
  expect(started).toEqual([1, 2, 3])
  lanes.enter({ no: 1, most: 1 }, 6)
  for (let left = 2; left > 0; left -= 1) lanes.leave(1)
  expect(started).toEqual([1, 2, 3])
  lanes.leave(1)
  expect(started).toEqual([1, 2, 3, 4])
})

it('gives up what waited too long when a place gets free, and starts what did not', () => {
  vi.useFakeTimers()
  const { lanes, started, late } = watched()
  for (const item of [1, 2, 3]) lanes.enter({ no: 7, most: 1 }, item)
  vi.advanceTimersByTime(LONGEST_LANE_WAIT_MS + 1)
  lanes.enter({ no: 7, most: 1 }, 4)
  expect([started, late]).toEqual([[1], []])
  lanes.leave(7)
  expect([started, late]).toEqual([
    [1, 4],
    [2, 3],
  ])
  lanes.leave(7)
  lanes.enter({ no: 7, most: 1 }, 5)
  expect(started).toEqual([1, 4, 5])
})
