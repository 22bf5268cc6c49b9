import type { SkipReason } from '@/lib/domain/delivery.ts'
import type { Writer } from './writer.ts'

/** What becomes of a claimed delivery of which no attempt was made. */
export type Settlement = { no: number; fence: number } & (
  | { state: 'skipped'; reason: SkipReason; endedAtMs: number }
  | { state: 'pending'; nextAttemptAtMs: number }
)

/** Gives claims back. A claim that has lapsed meanwhile, so that another one holds the delivery, changes nothing. */
export async function settleClaims(writer: Writer, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return
  const rows = settlements.map((settlement) =>
    settlement.state === 'skipped'
      ? [settlement.no, settlement.fence, settlement.state, settlement.reason, null, settlement.endedAtMs]
      : [settlement.no, settlement.fence, settlement.state, null, settlement.nextAttemptAtMs, null],
  )
  await writer.run((db) => [
    db.$executeRaw`UPDATE deliveries SET
        state = settled.value ->> 2, reason = coalesce(settled.value ->> 3, reason),
        "nextAttemptAtMs" = settled.value ->> 4, "endedAtMs" = settled.value ->> 5, "leaseUntilMs" = NULL
      FROM jsonb_each(${JSON.stringify(rows)}) AS settled
      WHERE deliveries.no = settled.value ->> 0 AND fence = settled.value ->> 1 AND state = 'pending'`,
  ])
}
