import { groupBy } from '@/lib/domain/group-by.ts'
import type { PrismaClient } from './generated/client.ts'
import type { NewAttempt } from './new-attempt.ts'
import type { Query } from './writer.ts'

/** Attempts make their deliveries what the last of them says; each adds to the delivery's number of attempts. */
export function changeDeliveries(db: PrismaClient, attempts: readonly NewAttempt[]): Query[] {
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
      ],
    ]
  })
  if (rows.length === 0) return []
  return [
    db.$executeRaw`UPDATE deliveries SET
        attempts = attempts + (change.value ->> 1),
        state = coalesce(change.value ->> 2, state),
        reason = CASE WHEN change.value ->> 2 IS NULL THEN reason ELSE change.value ->> 3 END,
        "nextAttemptAtMs" = CASE WHEN change.value ->> 2 IS NULL THEN "nextAttemptAtMs" ELSE change.value ->> 4 END,
        "endedAtMs" = CASE WHEN change.value ->> 2 IS NULL THEN "endedAtMs" ELSE change.value ->> 5 END
      FROM jsonb_each(${JSON.stringify(rows)}) AS change
      WHERE deliveries.no = change.value ->> 0`,
  ]
}
