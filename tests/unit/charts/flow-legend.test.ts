import { expect, test } from 'vitest'
import { flowLegend } from '@/lib/charts/flow-legend.ts'

test('one after another, in a new line where there is no room', () => {
  expect(flowLegend([100, 150, 100], 20, 300)).toEqual([
    { x: 0, line: 0 },
    { x: 120, line: 0 },
    { x: 0, line: 1 },
  ])
})

test('what is wider than a line has one of its own', () => {
  expect(flowLegend([500, 10], 20, 300)).toEqual([
    { x: 0, line: 0 },
    { x: 0, line: 1 },
  ])
})
