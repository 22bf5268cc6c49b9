import { isFailure } from '../reasons.ts'
import { bucketStarts, STORED_WIDTHS, type StoredWidth } from './bars.ts'
import { binOf } from './duration-bins.ts'

/** A counted attempt as buckets see it. `channelNo` and `zone` are its channel's; `sendId` null: no tracked send. */
export type CountedAttempt = {
  channelNo: number
  zone: string
  sendId: string | null
  startedAtMs: number
  durationMs: number
  purpose: number
  reason: number
}

export type BucketCount = {
  channelNo: number
  /** Null: the whole channel. */
  sendId: string | null
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

/** Adds counted attempts up to what the buckets grow by: for the channel and, where there is one, for the send. */
export function countAttempts(attempts: readonly CountedAttempt[]): {
  buckets: BucketCount[]
  durations: DurationCount[]
} {
  const buckets = new Map<string, BucketCount>()
  const durations = new Map<string, DurationCount>()
  for (const attempt of attempts) {
    const starts = bucketStarts(attempt.startedAtMs, attempt.zone)
    for (const width of WIDTHS) {
      addToBucket(buckets, attempt, null, width, starts[width])
      if (attempt.sendId !== null) addToBucket(buckets, attempt, attempt.sendId, width, starts[width])
      addToDurations(durations, attempt, width, starts[width])
    }
  }
  return { buckets: [...buckets.values()], durations: [...durations.values()] }
}

function addToBucket(
  buckets: Map<string, BucketCount>,
  { channelNo, purpose, reason, startedAtMs }: CountedAttempt,
  sendId: string | null,
  width: StoredWidth,
  startMs: number,
): void {
  const key = `${channelNo} ${width} ${startMs} ${purpose} ${reason} ${sendId === null ? '' : `s${sendId}`}`
  const bucket = buckets.get(key)
  if (bucket === undefined) {
    const [firstAtMs, lastAtMs] = [startedAtMs, startedAtMs]
    buckets.set(key, { channelNo, sendId, width, startMs, purpose, reason, attempts: 1, firstAtMs, lastAtMs })
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
