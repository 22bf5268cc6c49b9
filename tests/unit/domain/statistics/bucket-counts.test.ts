import { expect, it } from 'vitest'
import { type CountedAttempt, countAttempts } from '@/lib/domain/statistics/bucket-counts.ts'

const at = Date.parse('2026-11-21T14:59:30Z')
const attempt = (more: Partial<CountedAttempt>): CountedAttempt => ({
  channelNo: 1,
  zone: 'Asia/Tokyo',
  sendId: null,
  campaignId: null,
  startedAtMs: at,
  durationMs: 10,
  purpose: 0,
  reason: 0,
  ...more,
})

it('adds up by minute, hour and day of the zone, with the first and last of each', () => {
  const { buckets, durations } = countAttempts([
    attempt({ startedAtMs: at + 5 }),
    attempt({}),
    // The next minute, hour and day in Tokyo.
    attempt({ startedAtMs: at + 60_000, reason: 1503, durationMs: 500 }),
  ])
  const seen = buckets.map(({ width, startMs, reason, attempts, firstAtMs, lastAtMs }) => [
    width,
    new Date(startMs).toISOString().slice(0, 16),
    reason,
    attempts,
    firstAtMs - at,
    lastAtMs - at,
  ])
  expect(seen).toEqual([
    [1, '2026-11-21T14:59', 0, 2, 0, 5],
    [2, '2026-11-21T14:00', 0, 2, 0, 5],
    [3, '2026-11-20T15:00', 0, 2, 0, 5],
    [1, '2026-11-21T15:00', 1503, 1, 60_000, 60_000],
    [2, '2026-11-21T15:00', 1503, 1, 60_000, 60_000],
    [3, '2026-11-21T15:00', 1503, 1, 60_000, 60_000],
  ])
  expect(durations.map(({ width, failed, bin, attempts }) => [width, failed, bin, attempts])).toEqual([
    [1, 0, 10, 2],
    [2, 0, 10, 2],
    [3, 0, 10, 2],
    [1, 1, 253, 1],
    [2, 1, 253, 1],
    [3, 1, 253, 1],
  ])
})

it('counts an attempt of a send for the channel and for the send', () => {
  const { buckets } = countAttempts([attempt({ sendId: '' }), attempt({ sendId: 'a' }), attempt({})])
  const minutes = buckets.filter(({ width }) => width === 1).map(({ sendId, attempts }) => [sendId, attempts])
  expect(minutes).toEqual([
    [null, 3],
    ['', 1],
    ['a', 1],
  ])
})

it('counts an attempt of a campaign under its send, and only without one under the campaign', () => {
  const { buckets } = countAttempts([
    attempt({ sendId: 'a', campaignId: 'a' }),
    attempt({ sendId: 'a', campaignId: null }),
    attempt({ campaignId: 'a' }),
  ])
  const minutes = buckets.filter(({ width }) => width === 1)
  expect(minutes.map(({ sendId, campaignId, attempts }) => [sendId, campaignId, attempts])).toEqual([
    [null, null, 3],
    ['a', null, 2],
    [null, 'a', 1],
  ])
})
