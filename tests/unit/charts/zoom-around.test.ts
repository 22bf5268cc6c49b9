import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoomAround } from '@/lib/charts/zoom-around.ts'

test.each([
  [30, 60, { first: 20, last: 39 }],
  [0, 60, { first: 0, last: 19 }],
  [59, 60, { first: 40, last: 59 }],
  [1, 3, { first: 1, last: 1 }],
  [0, 1, null],
])('around bar %i of %i', (index, count, expected) => expect(zoomAround(index, count)).toEqual(expected))

test('the bar is always among those that it zooms in on, and they are fewer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), fc.nat(), (count, at) => {
      const index = at % count
      const near = zoomAround(index, count)
      expect(near).not.toBeNull()
      if (near === null) return
      expect(near.first).toBeLessThanOrEqual(index)
      expect(near.last).toBeGreaterThanOrEqual(index)
      expect(near.first).toBeGreaterThanOrEqual(0)
      expect(near.last).toBeLessThan(count)
      expect(near.last - near.first + 1).toBeLessThan(count)
    }),
  )
})
