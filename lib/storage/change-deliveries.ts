import { groupBy } from '@/lib/domain/group-by.ts'
import { addDeliveryCounts, type Move } from './add-delivery-counts.ts'
import type { Batches } from './batch-connection.ts'
import type { NewAttempt } from './new-attempt.ts'

/** A delivery as it is stored. */
type Stored = [no: number, channelNo: number, createdAtMs: number, state: string, attempts: number, fence: number]

const ENDED = 'WITH change (no, attempts, state, reason, "nextAttemptAtMs", "endedAtMs") AS ('
const END = `) UPDATE deliveries SET attempts = change.attempts, "countedBy" = "countedBy" + 1, state = change.state,
    reason = change.reason, "nextAttemptAtMs" = change."nextAttemptAtMs", "endedAtMs" = change."endedAtMs", "leaseUntilMs" = NULL
  FROM change WHERE deliveries.no = change.no`
const ATTEMPTED = 'WITH change (no, attempts) AS ('
const ATTEMPT = `) UPDATE deliveries SET attempts = change.attempts, "countedBy" = "countedBy" + 1
  FROM change WHERE deliveries.no = change.no`

/**
 * Within a transaction: each attempt adds to its delivery's number of attempts. The state becomes what the last of them
 * says; under a fence only as long as nobody claimed the delivery again, and what was ended by hand meanwhile is opened by
 * an arrival alone.
 */
export async function changeDeliveries(db: Batches, attempts: readonly NewAttempt[]): Promise<void> {
  const changes = groupBy(attempts, ({ deliveryNo }) => deliveryNo)
  changes.delete(null)
  if (changes.size === 0) return
  const found = await db.$queryRows<Stored>`
    SELECT no, "channelNo", "createdAtMs", state, attempts, fence FROM jsonb_each(${JSON.stringify([...changes.keys()])})
    CROSS JOIN deliveries ON deliveries.no = value`
  const ended: unknown[][] = []
  const attempted: unknown[][] = []
  const moves: Move[] = []
  for (const stored of found) {
    const [no, channelNo, createdAtMs, state, before] = stored
    const made = changes.get(no) ?? []
    const after = before + made.length
    const last = made.reduce((latest, attempt) => (attempt.startedAtMs >= latest.startedAtMs ? attempt : latest))
    const change = applicable(last, stored)
    if (change === null) attempted.push([no, after])
    else {
      const endedAtMs = change.state === 'pending' ? null : last.startedAtMs + last.durationMs
      ended.push([no, after, change.state, change.reason, change.nextAttemptAtMs ?? null, endedAtMs])
    }
    moves.push({
      channelNo,
      createdAtMs,
      from: { state, redelivered: before > 1 },
      to: { state: change?.state ?? state, redelivered: after > 1 },
    })
  }
  await db.runRows(ENDED, ended, END)
  await db.runRows(ATTEMPTED, attempted, ATTEMPT)
  await addDeliveryCounts(db, moves)
}

function applicable({ delivery }: NewAttempt, [, , , state, , fence]: Stored): NewAttempt['delivery'] {
  if (delivery === null || delivery.fence === undefined) return delivery
  return delivery.fence === fence && (state === 'pending' || delivery.state === 'delivered') ? delivery : null
}
