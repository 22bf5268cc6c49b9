import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ClaimsAhead } from '@/lib/delivery/claims-ahead.ts'
import { type DueChannel, longestAttemptMs, planClaims, roomOf } from '@/lib/delivery/plan-claims.ts'
import type { ClaimedDelivery } from '@/lib/storage/claim-deliveries.ts'

const none = () => ({ unanswered: 0, all: 0 })
const channelOf = (channelNo: number, more: Partial<DueChannel> = {}): DueChannel => ({
  channelNo,
  concurrency: 16,
  rounds: 10,
  timeoutMs: 2_000,
  suspended: false,
  ...more,
})

const channels = fc
  .uniqueArray(fc.record({ no: fc.nat(500), concurrency: fc.integer({ min: 1, max: 64 }), suspended: fc.boolean() }), {
    selector: ({ no }) => no,
    maxLength: 40,
  })
  .map((all) => all.map(({ no, ...more }) => channelOf(no, more)))

it('claims no more than there is room for, of any channel and in all, and leaves nothing that could be claimed', () => {
  fc.assert(
    fc.property(channels, fc.nat(400), fc.nat(500), (due, most, after) => {
      const held = () => ({ unanswered: 0, all: 1 })
      const quotas = planClaims(due, { most, held, after, nowMs: 0 })
      const rooms = new Map(due.map((channel) => [channel.channelNo, roomOf(channel, held)]))
      const sum = quotas.reduce((total, quota) => total + quota.most, 0)
      for (const quota of quotas) expect(quota.most).toBeLessThanOrEqual(rooms.get(quota.channelNo) ?? 0)
      expect(sum).toBe(
        Math.min(
          most,
          [...rooms.values()].reduce((total, room) => total + room, 0),
        ),
      )
    }),
  )
})

it('gives channels with the same room the same share, but for one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(400), (count, most) => {
      const due = Array.from({ length: count }, (_, index) => channelOf(index + 1))
      const held = () => ({ unanswered: 0, all: 1 })
      const shares = planClaims(due, { most, held, after: 0, nowMs: 0 }).map((quota) => quota.most)
      const least = shares.length < count ? 0 : Math.min(...shares)
      expect(Math.max(0, ...shares) - least).toBeLessThanOrEqual(1)
    }),
  )
})

it('gives a channel of which nothing is held a few, also when others hold all that may be', () => {
  const held = (channelNo: number) => ({ unanswered: 0, all: channelNo === 1 ? 500 : 0 })
  const quotas = planClaims([channelOf(1), channelOf(2), channelOf(3)], { most: 0, held, after: 0, nowMs: 0 })
  expect(quotas.map(({ channelNo, most }) => [channelNo, most])).toEqual([
    [2, 4],
    [3, 4],
  ])
})

it('gives a suspended channel one probe, and none while anything of it is under way', () => {
  const suspended = channelOf(1, { suspended: true })
  expect(roomOf(suspended, none)).toBe(1)
  expect(roomOf(suspended, () => ({ unanswered: 0, all: 1 }))).toBe(0)
})

it('leases for longer than all that may be held takes, one after the other', () => {
  const [quota] = planClaims([channelOf(1)], { most: 1_000, held: none, after: 0, nowMs: 0 })
  const rounds = (quota?.most ?? 0) / 16
  expect(quota?.leaseUntilMs).toBeGreaterThan(rounds * longestAttemptMs(2_000))
})

const claimed = (channelNo: number, no: number): ClaimedDelivery => ({
  ...{ no, id: String(no), channelNo, fence: 1, leaseUntilMs: 0, attempts: 0, tries: 0, queuedAtMs: 0 },
  ...{ body: null, storedHeaders: null, urlOverride: null, path: null, sendId: null, campaignId: null },
  webhookEventId: null,
})

const quick = { arrived: true, durationMs: 5 }
const slow = { arrived: true, durationMs: 500 }
const inVain = { arrived: false, durationMs: 2_000 }

function aheadOf(mostOnWire: number, ...all: { channelNo: number; count: number; concurrency: number }[]) {
  const ahead = new ClaimsAhead(mostOnWire)
  let last = 0
  for (const { channelNo, count, concurrency } of all) {
    ahead.add(
      Array.from({ length: count }, () => claimed(channelNo, ++last)),
      () => concurrency,
    )
  }
  const takeAll = () => {
    const taken: number[] = []
    for (let next = ahead.take(); next !== null; next = ahead.take()) taken.push(next.claimed.no)
    return taken
  }
  return { ahead, takeAll }
}

it('takes turns over the channels, within the concurrency of each, in the order of each', () => {
  const first = { channelNo: 1, count: 3, concurrency: 2 }
  const { ahead, takeAll } = aheadOf(64, first, { channelNo: 2, count: 2, concurrency: 1 })
  expect(takeAll()).toEqual([1, 4, 2])
  expect([ahead.onWire, ahead.waiting, ahead.heldOf(1)]).toEqual([3, 2, { unanswered: 3, all: 3 }])
  ahead.answered(2, slow)
  expect(takeAll()).toEqual([5])
  expect(ahead.heldOf(2)).toEqual({ unanswered: 1, all: 2 })
  ahead.done(2, 1)
  ahead.answered(1, slow)
  expect(takeAll()).toEqual([3])
  expect(ahead.unrecorded).toBe(1)
  for (const channelNo of [1, 1, 2]) ahead.answered(channelNo, slow)
  for (const channelNo of [1, 1, 1, 2]) ahead.done(channelNo, 1)
  expect([ahead.onWire, ahead.waiting, ahead.unrecorded, ahead.heldOf(1).all]).toEqual([0, 0, 0, 0])
})

it('gives the sender of a quick channel two times as many more, which are not on the wire, and none once it is slow', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 12, concurrency: 2 })
  expect(takeAll()).toEqual([1, 2])
  ahead.answered(1, quick)
  expect(takeAll()).toEqual([3, 4, 5, 6, 7])
  expect(ahead.onWire).toBe(2)
  ahead.answered(1, slow)
  expect(takeAll()).toEqual([])
  for (let left = 5; left > 0; left -= 1) ahead.answered(1, slow)
  expect(takeAll()).toEqual([8, 9])
})

it('has no more on the wire than there is room for over all channels, and no reserve of what is not full', () => {
  const { ahead, takeAll } = aheadOf(
    3,
    { channelNo: 1, count: 9, concurrency: 4 },
    { channelNo: 2, count: 9, concurrency: 2 },
  )
  expect(takeAll()).toEqual([1, 10, 2])
  ahead.answered(2, quick)
  expect(takeAll()).toEqual([11])
  expect(ahead.onWire).toBe(3)
})

it('puts what was not sent first again, and gives the channel no reserve until it is quick again', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 4, concurrency: 1 })
  takeAll()
  ahead.answered(1, quick)
  const next = [ahead.take(), ahead.take()].flatMap((taken) => (taken === null ? [] : [taken.claimed]))
  expect(next.map(({ no }) => no)).toEqual([2, 3])
  const late = next[1]
  if (late === undefined) throw new Error('nothing was taken')
  ahead.notSent(late)
  expect(takeAll()).toEqual([])
  ahead.answered(1, quick)
  expect(takeAll()).toEqual([3, 4])
})

it('puts several that were not sent back in their order', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 5, concurrency: 1 })
  takeAll()
  ahead.answered(1, quick)
  const taken = [ahead.take(), ahead.take(), ahead.take()].flatMap((one) => (one === null ? [] : [one.claimed]))
  expect(taken.map(({ no }) => no)).toEqual([2, 3, 4])
  ahead.answered(1, slow)
  for (const late of taken.slice(1)) ahead.notSent(late)
  expect(takeAll()).toEqual([3])
  ahead.answered(1, quick)
  expect(takeAll()).toEqual([4, 5])
})

it('lets a newcomer have a place though a quick channel has more in hand than there is room for', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 700, concurrency: 64 })
  for (let answers = 0; answers < 40; answers += 1) {
    takeAll()
    ahead.answered(1, quick)
  }
  takeAll()
  expect([ahead.onWire, ahead.heldOf(1).unanswered - ahead.waiting]).toEqual([64, 192])
  ahead.add([claimed(2, 2_000)], () => 16)
  const taken: number[] = []
  // What was in hand, but for the first answer, before which nobody had asked for the newcomer.
  for (let answers = 0; answers < 138; answers += 1) {
    ahead.answered(1, quick)
    taken.push(...takeAll())
  }
  expect(taken).toContain(2_000)
})

it('never has more on the wire than there is room for, however quick all are', () => {
  const step = fc.record({ channelNo: fc.integer({ min: 1, max: 4 }), went: fc.constantFrom(quick, slow, inVain) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const all = [1, 2, 3, 4].map((channelNo) => ({ channelNo, count: 300, concurrency: 64 }))
      const { ahead, takeAll } = aheadOf(32, ...all)
      takeAll()
      for (const { channelNo, went } of steps) {
        if (went !== inVain) ahead.answered(channelNo, went)
        takeAll()
        expect(ahead.onWire).toBeLessThanOrEqual(32)
      }
    }),
  )
})

it('gives a channel more places with each arrival, up to its concurrency, and takes half of them for a failure that took long', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 400, concurrency: 20 })
  expect(ahead.shareOf(1, 20).concurrency).toBe(4)
  expect(takeAll()).toHaveLength(4)
  for (let left = 4; left > 0; left -= 1) ahead.answered(1, slow)
  expect(ahead.shareOf(1, 20).concurrency).toBe(20)
  expect(takeAll()).toHaveLength(20)
  ahead.answered(1, { arrived: false, durationMs: 10 })
  expect(ahead.shareOf(1, 20).concurrency).toBe(20)
  for (const places of [10, 5, 2, 1, 1]) {
    ahead.answered(1, inVain)
    expect(ahead.shareOf(1, 20).concurrency).toBe(places)
  }
  expect(ahead.onWire).toBe(1)
})

it('remembers that a channel has few places when nothing of it is left, until its deliveries arrive again', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 4, concurrency: 16 })
  takeAll()
  for (let left = 4; left > 0; left -= 1) ahead.answered(1, inVain)
  ahead.done(1, 4)
  expect([ahead.shareOf(1, 16).concurrency, ahead.shareOf(2, 16).concurrency]).toEqual([1, 4])
  ahead.add([claimed(1, 6)], () => 16)
  expect(takeAll()).toEqual([6])
  ahead.answered(1, slow)
  expect(ahead.shareOf(1, 16).concurrency).toBe(5)
})

it('holds many rounds of a quick channel, and what another has beyond its share takes nobody the room', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 80, concurrency: 8 })
  takeAll()
  expect([ahead.shareOf(1, 8), ahead.waiting]).toEqual([{ concurrency: 4, rounds: 2 }, 8])
  ahead.answered(1, quick)
  expect([ahead.shareOf(1, 8), ahead.waiting]).toEqual([{ concurrency: 8, rounds: 10 }, 76])
  for (let left = 3; left > 0; left -= 1) ahead.answered(1, inVain)
  expect([ahead.shareOf(1, 8), ahead.waiting]).toEqual([{ concurrency: 1, rounds: 2 }, 2])
  expect(ahead.heldOf(1).unanswered).toBe(76)
})

it('leaves the last places on the wire to those that have not so many', () => {
  const { ahead, takeAll } = aheadOf(64, { channelNo: 1, count: 400, concurrency: 64 })
  takeAll()
  for (let left = 64; left > 0; left -= 1) {
    ahead.answered(1, slow)
    takeAll()
  }
  expect([ahead.onWire, ahead.shareOf(1, 64).concurrency]).toEqual([64, 64])
  ahead.add([claimed(2, 1_000)], () => 16)
  for (let left = 8; left > 0; left -= 1) ahead.answered(1, slow)
  expect(takeAll()).toEqual([1_000])
  expect(ahead.onWire).toBe(57)
})
