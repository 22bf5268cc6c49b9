import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AHEAD_OF_QUEUE,
  isOver,
  MOST_ON_THEIR_WAY,
  nextStep,
  RUN_STATES,
  type RunSituation,
  type SentItem,
  stateAfter,
} from '@/lib/domain/redelivery-run.ts'

const pending: SentItem = { state: 'pending', tried: 0 }
const triedOnce: SentItem = { state: 'pending', tried: 1 }
const arrived: SentItem = { state: 'delivered', tried: 1 }
const failed: SentItem = { state: 'failed', tried: 1 }
const skipped: SentItem = { state: 'skipped', tried: 0 }

const step = (more: Partial<RunSituation>) =>
  nextStep({ state: 'canary', hasArrived: false, hasWaiting: true, sent: [], maySend: true, isGone: false, ...more })

describe('the canary', () => {
  test('is one delivery, the newest', () => {
    expect(step({})).toEqual({ state: 'canary', feed: 1, newestFirst: true })
    expect(step({ sent: [pending] })).toMatchObject({ state: 'canary', feed: 0 })
  })
  test('halts the run when it fails or is skipped, at its first failed attempt already', () => {
    for (const end of [failed, skipped, triedOnce])
      expect(step({ sent: [end] })).toMatchObject({ state: 'halted', feed: 0 })
  })
  test('halts it while it is paused, too', () => {
    expect(step({ state: 'paused', sent: [failed] }).state).toBe('halted')
  })
  test('lets the others go when it arrives', () => {
    expect(step({ sent: [arrived] })).toEqual({ state: 'running', feed: AHEAD_OF_QUEUE, newestFirst: false })
  })
  test('is all there is in a run of one', () => {
    expect(step({ sent: [arrived], hasWaiting: false }).state).toBe('finished')
  })
})

describe('a run that goes on', () => {
  const running = (more: Partial<RunSituation>) => step({ state: 'running', hasArrived: true, ...more })

  test('keeps the queue filled, no further', () => {
    expect(running({ sent: Array(AHEAD_OF_QUEUE - 3).fill(pending) }).feed).toBe(3)
    expect(running({ sent: [...Array(AHEAD_OF_QUEUE - 3).fill(pending), failed, arrived] }).feed).toBe(3)
    expect(running({ sent: Array(AHEAD_OF_QUEUE + 5).fill(pending) }).feed).toBe(0)
  })
  test('is not held up by what failed and is tried again later, until that is too much', () => {
    expect(running({ sent: Array(AHEAD_OF_QUEUE).fill(triedOnce) }).feed).toBe(AHEAD_OF_QUEUE)
    expect(running({ sent: Array(MOST_ON_THEIR_WAY - 7).fill(triedOnce) }).feed).toBe(7)
    expect(running({ sent: Array(MOST_ON_THEIR_WAY).fill(triedOnce), hasWaiting: false }).state).toBe('running')
  })
  test('is not halted by what fails after the canary', () => {
    expect(running({ sent: [failed, skipped, triedOnce] }).state).toBe('running')
  })
  test('ends when nothing waits and nothing is on its way', () => {
    expect(running({ hasWaiting: false, sent: [pending] }).state).toBe('running')
    expect(running({ hasWaiting: false, sent: [failed] }).state).toBe('finished')
    expect(running({ hasWaiting: false }).state).toBe('finished')
  })
  test('feeds nothing while the channel takes nothing, or while it is paused', () => {
    expect(running({ maySend: false })).toMatchObject({ state: 'running', feed: 0 })
    expect(running({ state: 'paused' })).toMatchObject({ state: 'paused', feed: 0 })
  })
  test('is stopped with its channel', () => {
    expect(running({ isGone: true })).toMatchObject({ state: 'stopped', feed: 0 })
  })
})

describe('by hand', () => {
  test('a run is paused, resumed and stopped until it is over', () => {
    expect(stateAfter('canary', 'pause', false)).toBe('paused')
    expect(stateAfter('paused', 'resume', false)).toBe('canary')
    expect(stateAfter('paused', 'resume', true)).toBe('running')
    expect(stateAfter('running', 'resume', true)).toBe('running')
    expect(stateAfter('paused', 'pause', true)).toBe('paused')
    for (const state of ['canary', 'running', 'paused'] as const)
      expect(stateAfter(state, 'stop', true)).toBe('stopped')
    for (const state of ['stopped', 'halted', 'finished'] as const) {
      for (const request of ['pause', 'resume', 'stop'] as const) expect(stateAfter(state, request, true)).toBeNull()
    }
  })
})

test('whatever the situation: nothing is fed but to a run that goes on, and what is over stays so', () => {
  const item = fc.constantFrom(pending, triedOnce, arrived, failed, skipped)
  const situation = fc.record({
    state: fc.constantFrom(...RUN_STATES),
    hasArrived: fc.boolean(),
    hasWaiting: fc.boolean(),
    sent: fc.array(item, { maxLength: 60 }),
    maySend: fc.boolean(),
    isGone: fc.boolean(),
  })
  fc.assert(
    fc.property(situation, (before) => {
      const { state, feed } = nextStep(before)
      if (isOver(before.state)) expect({ state, feed }).toEqual({ state: before.state, feed: 0 })
      if (feed > 0) {
        expect(['canary', 'running']).toContain(state)
        expect(before).toMatchObject({ hasWaiting: true, maySend: true, isGone: false })
        expect(feed).toBeLessThanOrEqual(state === 'canary' ? 1 : AHEAD_OF_QUEUE)
      }
      if (before.state === 'paused') expect(['paused', 'halted', 'finished', 'stopped']).toContain(state)
      if (state === 'running') expect(before.hasArrived || before.sent.includes(arrived)).toBe(true)
    }),
  )
})
