import { describe, expect, it } from 'vitest'
import { countingSince, statisticsState } from '@/lib/charts/statistics-state.ts'
import { MIDNIGHT_JST, MINUTE, timelineOf } from './timeline.ts'

describe('statisticsState', () => {
  it.each([
    ['off', [{ attempts: null }, { attempts: null }]],
    ['no_traffic', [{ attempts: 0 }, { attempts: null }]],
    ['all_arrived', [{ attempts: 3 }, { attempts: null }]],
    ['errors', [{ attempts: 3, byCause: { unclassified: 1 } }]],
    ['errors', [{ attempts: null, imported: true, byCause: { unclassified: 1 } }]],
  ] as const)('tells %s from the others', (state, rows) => {
    expect(statisticsState(timelineOf([...rows]))).toBe(state)
  })
})

describe('countingSince', () => {
  const startMs = MIDNIGHT_JST + 20 * MINUTE

  it('says when counting began within the range', () => {
    const off = [{ fromMs: MIDNIGHT_JST, toMs: startMs }]
    expect(countingSince(timelineOf([{ attempts: null }, { attempts: 1, state: 'partial' }], { off }))).toBe(startMs)
  })

  it('says nothing where counting stopped again, or was never off', () => {
    const off = [{ fromMs: MIDNIGHT_JST, toMs: startMs }]
    expect(countingSince(timelineOf([{ attempts: 1, state: 'partial' }, { attempts: null }], { off }))).toBeNull()
    expect(countingSince(timelineOf([{ attempts: 1 }]))).toBeNull()
  })
})
