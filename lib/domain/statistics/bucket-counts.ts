import { isFailure } from '../reasons.ts'
import { bucketStarts, STORED_WIDTHS, type StoredWidth } from './bars.ts'
import { binOf } from './duration-bins.ts'

/** A counted attempt as buckets see it. `channelNo` and `zone` are its channel's; `sendId` and `campaignId` null: untracked. */
export type CountedAttempt = {
  channelNo: number
  zone: string
  sendId: string | null
  campaignId: string | null
  startedAtMs: number
  durationMs: number
  purpose: number
  reason: number
}

export type BucketCount = {
  channelNo: number
  /** Null, and no campaign either: the whole channel. */
  sendId: string | null
  /** Only without a send id: what the campaign sent without one. */
  campaignId: string | null
  width: StoredWidth
  startMs: number
  purpose: number
  reason: number
  attempts: number
  firstAtMs: number
  lastAtMs: number
}

export type DurationCount = {
  channelNo: number
  width: StoredWidth
  startMs: number
  failed: number
  bin: number
  attempts: number
}

const WIDTHS = Object.values(STORED_WIDTHS)
const MINUTE_MS = 60_000

type Counted = Pick<BucketCount, 'sendId' | 'campaignId'>

const CHANNEL: Counted = { sendId: null, campaignId: null }

/** What an attempt is counted under besides its channel: its send, or what its campaign sent without one; null: nothing. */
export function countedSend({ sendId, campaignId }: Counted): Counted | null {
  if (sendId === null) return campaignId === null ? null : { sendId, campaignId }
  return { sendId, campaignId: null }
}

/** Adds counted attempts up to what the buckets grow by: for the channel and, where there is one, for the send. */
export function countAttempts(attempts: readonly CountedAttempt[]): {
  buckets: BucketCount[]
  durations: DurationCount[]
} {
  const buckets = new Map<string, BucketCount>()
  const durations = new Map<string, DurationCount>()
  for (const alike of addUpAlike(attempts)) {
    const starts = bucketStarts(alike.startedAtMs, alike.zone)
    const send = countedSend(alike)
    for (const width of WIDTHS) {
      addToBucket(buckets, alike, CHANNEL, width, starts[width])
      if (send !== null) addToBucket(buckets, alike, send, width, starts[width])
      addToDurations(durations, alike, width, starts[width])
    }
  }
  return { buckets: [...buckets.values()], durations: [...durations.values()] }
}

/** Attempts that go into the same buckets of every width, however many; `startedAtMs` and `durationMs` are one of theirs. */
type Alike = CountedAttempt & { attempts: number; firstAtMs: number; lastAtMs: number }

/** The narrowest bucket is a minute, and wider ones begin with one: so a minute is enough to tell them apart. */
function addUpAlike(attempts: readonly CountedAttempt[]): Iterable<Alike> {
  const alike = new Map<string, Alike>()
  for (const attempt of attempts) {
    const { channelNo, startedAtMs, purpose, reason, sendId, campaignId, durationMs } = attempt
    const minute = Math.floor(startedAtMs / MINUTE_MS)
    const key = `${channelNo} ${minute} ${purpose} ${reason} ${binOf(durationMs)} ${nameOf({ sendId, campaignId })}`
    const same = alike.get(key)
    if (same === undefined) {
      alike.set(key, { ...attempt, attempts: 1, firstAtMs: startedAtMs, lastAtMs: startedAtMs })
      continue
    }
    same.attempts += 1
    same.firstAtMs = Math.min(same.firstAtMs, startedAtMs)
    same.lastAtMs = Math.max(same.lastAtMs, startedAtMs)
  }
  return alike.values()
}

function nameOf({ sendId, campaignId }: Counted): string {
  if (sendId !== null) return `s${sendId}`
  return campaignId === null ? '' : `c${campaignId}`
}

function addToBucket(
  buckets: Map<string, BucketCount>,
  { channelNo, purpose, reason, attempts, firstAtMs, lastAtMs }: Alike,
  { sendId, campaignId }: Counted,
  width: StoredWidth,
  startMs: number,
): void {
  const key = `${channelNo} ${width} ${startMs} ${purpose} ${reason} ${nameOf({ sendId, campaignId })}`
  const bucket = buckets.get(key)
  if (bucket === undefined) {
    const at = { channelNo, sendId, campaignId, width, startMs }
    buckets.set(key, { ...at, purpose, reason, attempts, firstAtMs, lastAtMs })
    return
  }
  bucket.attempts += attempts
  bucket.firstAtMs = Math.min(bucket.firstAtMs, firstAtMs)
  bucket.lastAtMs = Math.max(bucket.lastAtMs, lastAtMs)
}

function addToDurations(
  durations: Map<string, DurationCount>,
  { channelNo, durationMs, reason, attempts }: Alike,
  width: StoredWidth,
  startMs: number,
): void {
  const failed = isFailure(reason) ? 1 : 0
  const bin = binOf(durationMs)
  const key = `${channelNo} ${width} ${startMs} ${failed} ${bin}`
  const count = durations.get(key)
  if (count) count.attempts += attempts
  else durations.set(key, { channelNo, width, startMs, failed, bin, attempts })
}
