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
  for (const attempt of attempts) {
    const starts = bucketStarts(attempt.startedAtMs, attempt.zone)
    const send = countedSend(attempt)
    for (const width of WIDTHS) {
      addToBucket(buckets, attempt, CHANNEL, width, starts[width])
      if (send !== null) addToBucket(buckets, attempt, send, width, starts[width])
      addToDurations(durations, attempt, width, starts[width])
    }
  }
  return { buckets: [...buckets.values()], durations: [...durations.values()] }
}

function addToBucket(
  buckets: Map<string, BucketCount>,
  { channelNo, purpose, reason, startedAtMs }: CountedAttempt,
  { sendId, campaignId }: Counted,
  width: StoredWidth,
  startMs: number,
): void {
  const name = sendId !== null ? `s${sendId}` : campaignId !== null ? `c${campaignId}` : ''
  const key = `${channelNo} ${width} ${startMs} ${purpose} ${reason} ${name}`
  const bucket = buckets.get(key)
  if (bucket === undefined) {
    const [firstAtMs, lastAtMs] = [startedAtMs, startedAtMs]
    const at = { channelNo, sendId, campaignId, width, startMs }
    buckets.set(key, { ...at, purpose, reason, attempts: 1, firstAtMs, lastAtMs })
    return
  }
  bucket.attempts += 1
  bucket.firstAtMs = Math.min(bucket.firstAtMs, startedAtMs)
  bucket.lastAtMs = Math.max(bucket.lastAtMs, startedAtMs)
}

function addToDurations(
  durations: Map<string, DurationCount>,
  { channelNo, durationMs, reason }: CountedAttempt,
  width: StoredWidth,
  startMs: number,
): void {
  const failed = isFailure(reason) ? 1 : 0
  const bin = binOf(durationMs)
  const key = `${channelNo} ${width} ${startMs} ${failed} ${bin}`
  const count = durations.get(key)
  if (count) count.attempts += 1
  else durations.set(key, { channelNo, width, startMs, failed, bin, attempts: 1 })
}
