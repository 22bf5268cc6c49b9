import { expect, it } from 'vitest'
import { rangeAround } from '@/lib/charts/range-around.ts'
import { HOUR, MIDNIGHT_JST, MINUTE } from './timeline.ts'

const now = MIDNIGHT_JST + 30_000

it.each([
  ['ten minutes ago', 10 * MINUTE, 30 * MINUTE],
  ['two hours ago', 2 * HOUR, 2 * HOUR],
  ['three days ago', 72 * HOUR, 6 * HOUR],
])('the range around what began %s shows as much before it, within bounds, up to now', (_, ago, before) => {
  const { fromMs, toMs } = rangeAround(now - ago, now)
  expect(toMs).toBe(MIDNIGHT_JST + MINUTE)
  expect(fromMs).toBe(MIDNIGHT_JST - ago - before)
})
