import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BESIDE_DOT, placeMarks, textWidth } from '@/lib/charts/place-marks.ts'

const mark = (x: number, width = 80) => ({ x, width })

describe('placeMarks', () => {
  it('puts a label where there is more room', () => {
    expect(placeMarks([mark(200), mark(800)], 100, 1000).map(({ side }) => side)).toEqual(['right', 'left'])
  })

  it('takes the other side where one is taken, and none where both are', () => {
    const close = placeMarks([mark(480), mark(500), mark(520)], 0, 600)
    expect(close.map(({ side }) => side)).toEqual(['left', null, null])
    expect(placeMarks([mark(480), mark(500)], 0, 1000).map(({ side }) => side)).toEqual(['left', 'right'])
  })

  it('lets those share a dot that would lie over each other, named by the last', () => {
    expect(placeMarks([mark(200), mark(203), mark(240, 1)], 0, 1000)).toEqual([
      { x: 200, indices: [0, 1], side: 'left' },
      { x: 240, indices: [2], side: 'right' },
    ])
  })

  it('draws every mark once, and no label over another, over a dot, or out of the chart', () => {
    const marks = fc
      .array(fc.record({ x: fc.integer({ min: 40, max: 1000 }), width: fc.integer({ min: 1, max: 160 }) }))
      .map((some) => some.sort((a, b) => a.x - b.x))
    fc.assert(
      fc.property(marks, (some) => {
        const placed = placeMarks(some, 100, 1060)
        expect(placed.flatMap(({ indices }) => indices)).toEqual(some.map((_, index) => index))
        const labels = placed.flatMap(({ x, side, indices }): [number, number][] => {
          const width = some[indices.at(-1) ?? 0]?.width ?? 0
          if (side === null) return []
          return [side === 'left' ? [x - BESIDE_DOT - width, x - BESIDE_DOT] : [x + BESIDE_DOT, x + BESIDE_DOT + width]]
        })
        for (const [index, [start, end]] of labels.entries()) {
          expect(start).toBeGreaterThanOrEqual(100)
          expect(end).toBeLessThanOrEqual(1060)
          for (const { x } of placed) expect(x <= start || x >= end).toBe(true)
          for (const [other, [from, to]] of labels.entries()) {
            expect(other === index || from >= end || to <= start).toBe(true)
          }
        }
      }),
    )
  })
})

describe('textWidth', () => {
  it('gives a wide character the width of two', () => {
    expect(textWidth('送信を停止')).toBe(60)
    expect(textWidth('12:38')).toBeLessThan(40)
  })
})
