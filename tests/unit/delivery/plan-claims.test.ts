import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ClaimsAhead } from '@/lib/delivery/claims-ahead.ts'
import { longestAttemptMs, planClaims, roomOf } from '@/lib/delivery/plan-claims.ts'
import type { ClaimedDelivery, WaitingChannel } from '@/lib/storage/claim-deliveries.ts'

const none = () => ({ unanswered: 0, all: 0 })
const channelOf = (channelNo: number, more: Partial<WaitingChannel> = {}): WaitingChannel => ({
  channelNo,
  concurrency: 16,
  timeoutMs: 2_000,
  practice: false,
  dueAtMs: 0,
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
      const quotas = planClaims(due, { most, held: none, after, nowMs: 0 })
      const rooms = new Map(due.map((channel) => [channel.channelNo, roomOf(channel, none)]))
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
      const shares = planClaims(due, { most, held: none, after: 0, nowMs: 0 }).map((quota) => quota.most)
      const least = shares.length < count ? 0 : Math.min(...shares)
      expect(Math.max(0, ...shares) - least).toBeLessThanOrEqual(1)
    }),
  )
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

it('takes turns over the channels, within the concurrency of each, in the order of each', () => {
  const ahead = new ClaimsAhead()
  ahead.add(
    [1, 2, 3].map((no) => claimed(1, no)),
    () => 2,
  )
  ahead.add(
    [4, 5].map((no) => claimed(2, no)),
    () => 1,
  )
  const takeAll = () => {
    const taken: number[] = []
    for (let next = ahead.take(); next !== null; next = ahead.take()) taken.push(next.no)
    return taken
  }
  expect(takeAll()).toEqual([1, 4, 2])
  expect([ahead.onWire, ahead.waiting, ahead.heldOf(1)]).toEqual([3, 2, { unanswered: 3, all: 3 }])
  ahead.answered(2)
  expect(takeAll()).toEqual([5])
  expect(ahead.heldOf(2)).toEqual({ unanswered: 1, all: 2 })
  ahead.done(2, 1)
  ahead.answered(1)
  expect(takeAll()).toEqual([3])
  expect(ahead.unrecorded).toBe(1)
  for (const channelNo of [1, 1, 2]) ahead.answered(channelNo)
  for (const channelNo of [1, 1, 1, 2]) ahead.done(channelNo, 1)
  expect([ahead.onWire, ahead.waiting, ahead.unrecorded, ahead.heldOf(1).all]).toEqual([0, 0, 0, 0])
})
