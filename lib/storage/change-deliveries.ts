import { groupBy } from '@/lib/domain/group-by.ts'
import type { RawQueries } from './batch-connection.ts'
import { Prisma } from './generated/client.ts'
import type { NewAttempt } from './new-attempt.ts'
import type { Query } from './writer.ts'

/** Without a fence always; else while it is the claim's, and what has ended is opened by an arrival alone. */
const APPLIES = Prisma.sql`change.value ->> 2 IS NOT NULL AND (change.value ->> 6 IS NULL
  OR (change.value ->> 6 = fence AND (state = 'pending' OR change.value ->> 2 = 'delivered')))`

/**
 * Each attempt adds to its delivery's number of attempts. The state becomes what the last of them says; under a fence
 * only as long as nobody claimed the delivery again, and what was ended by hand meanwhile is opened by an arrival alone.
 */
export function changeDeliveries(db: RawQueries, attempts: readonly NewAttempt[]): Query[] {
  const rows = [...groupBy(attempts, ({ deliveryNo }) => deliveryNo)].flatMap(([deliveryNo, ofDelivery]) => {
    if (deliveryNo === null) return []
    const last = ofDelivery.reduce((latest, attempt) => (attempt.startedAtMs >= latest.startedAtMs ? attempt : latest))
    const { delivery } = last
    const endedAtMs = delivery === null || delivery.state === 'pending' ? null : last.startedAtMs + last.durationMs
    return [
      [
        deliveryNo,
        ofDelivery.length,
        delivery?.state ?? null,
        delivery?.reason ?? null,
        delivery?.nextAttemptAtMs ?? null,
        endedAtMs,
        delivery?.fence ?? null,
      ],
    ]
  })
  if (rows.length === 0) return []
  return [
    db.$executeRaw`UPDATE deliveries SET
        attempts = attempts + (change.value ->> 1),
        state = CASE WHEN ${APPLIES} THEN change.value ->> 2 ELSE state END,
        reason = CASE WHEN ${APPLIES} THEN change.value ->> 3 ELSE reason END,
        "nextAttemptAtMs" = CASE WHEN ${APPLIES} THEN change.value ->> 4 ELSE "nextAttemptAtMs" END,
        "endedAtMs" = CASE WHEN ${APPLIES} THEN change.value ->> 5 ELSE "endedAtMs" END,
        "leaseUntilMs" = CASE WHEN ${APPLIES} THEN NULL ELSE "leaseUntilMs" END
      FROM jsonb_each(${JSON.stringify(rows)}) AS change WHERE deliveries.no = change.value ->> 0`,
  ]
}
