import type { DeliveryState } from '../delivery.ts'
import { groupBy } from '../group-by.ts'
import type { Mark } from '../mark.ts'
import type { BucketWidth, TimeRange } from './report-types.ts'

/** Deliveries of one state in one bar (counted from 0). `redelivered`: tried more than once. */
export type DeliveryCount = { bar: number; state: DeliveryState; redelivered: boolean; deliveries: number }

/** What has become of deliveries by now: accepted = delivered + failed + pending + skipped, always. */
export type DeliverySums = {
  accepted: number
  delivered: number
  /** Of the delivered: those that took more than one attempt. */
  redelivered: number
  failed: number
  pending: number
  skipped: number
}

/** `sums` null: it has not begun, and nobody knows what it will hold. */
export type DeliveryBucket = { startMs: number; sums: DeliverySums | null }

/** Deliveries by when they were accepted. */
export type DeliveryTimeline = TimeRange & {
  bucket: BucketWidth
  timezone: string
  total: DeliverySums
  /** Attempts of redelivery that began in the range and were counted; null: nothing was. */
  redeliveryAttempts: number | null
  /** What changed in the range, oldest first. */
  marks: Mark[]
  series: DeliveryBucket[]
}

/** Fills bars and total; the sum of the series is the total. `bounds`: n + 1 instants for n bars. */
export function buildDeliverySeries(
  bounds: readonly number[],
  counts: readonly DeliveryCount[],
  nowMs: number,
): Pick<DeliveryTimeline, 'total' | 'series'> {
  const byBar = groupBy(counts, ({ bar }) => bar)
  const series = bounds.slice(0, -1).map((startMs, bar): DeliveryBucket => {
    const ofBar = byBar.get(bar) ?? []
    return { startMs, sums: startMs > nowMs && ofBar.length === 0 ? null : sumUp(ofBar) }
  })
  return { total: sumUp(counts), series }
}

function sumUp(counts: readonly DeliveryCount[]): DeliverySums {
  const sums: DeliverySums = { accepted: 0, delivered: 0, redelivered: 0, failed: 0, pending: 0, skipped: 0 }
  for (const { state, redelivered, deliveries } of counts) {
    sums.accepted += deliveries
    sums[state] += deliveries
    if (state === 'delivered' && redelivered) sums.redelivered += deliveries
  }
  return sums
}
