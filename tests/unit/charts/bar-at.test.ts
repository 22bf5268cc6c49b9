import { expect, test } from 'vitest'
import { barAt } from '@/lib/charts/bar-at.ts'

const bars = [{ startMs: 60_000 }, { startMs: 120_000 }, { startMs: 180_000 }]

test('a bar is found by its time also where those before it have gone; one that has gone itself is none', () => {
  expect(barAt(bars, 120_000)).toBe(1)
  expect(barAt(bars.slice(1), 120_000)).toBe(0)
  expect(barAt(bars.slice(1), 60_000)).toBeNull()
  expect(barAt(bars, null)).toBeNull()
})
