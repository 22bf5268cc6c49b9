import { groupBy } from '@/lib/domain/group-by.ts'
import type { RawQueries } from './batch-connection.ts'
import type { NewAttempt } from './new-attempt.ts'
import type { Query } from './writer.ts'

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
        attempts = attempts + change.made,
        state = CASE WHEN change.applies THEN change.state ELSE deliveries.state END,
        reason = CASE WHEN change.applies THEN change.reason ELSE deliveries.reason END,
        "nextAttemptAtMs" = CASE WHEN change.applies THEN change."nextAttemptAtMs" ELSE deliveries."nextAttemptAtMs" END,
        "endedAtMs" = CASE WHEN change.applies THEN change."endedAtMs" ELSE deliveries."endedAtMs" END,
        "leaseUntilMs" = CASE WHEN change.applies THEN NULL ELSE deliveries."leaseUntilMs" END
      FROM (SELECT value ->> 0 AS no, value ->> 1 AS made, value ->> 2 AS state, value ->> 3 AS reason,
          value ->> 4 AS "nextAttemptAtMs", value ->> 5 AS "endedAtMs",
          value ->> 2 IS NOT NULL AND (value ->> 6 IS NULL OR (value ->> 6 = before.fence
            AND (before.state = 'pending' OR value ->> 2 = 'delivered'))) AS applies
        FROM jsonb_each(${JSON.stringify(rows)}) CROSS JOIN deliveries AS before ON before.no = value ->> 0) AS change
      WHERE deliveries.no = change.no`,
  ]
}
