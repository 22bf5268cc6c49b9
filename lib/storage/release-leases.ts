import type { Writer } from './writer.ts'

/**
 * At the start of the one worker: what an earlier one had claimed is due again at once, and in the place that it had when
 * it was never tried.
 * @returns how many leases there were
 */
export async function releaseLeases(writer: Writer, nowMs: number): Promise<number> {
  const now = BigInt(nowMs)
  const [released] = await writer.run((db) => [
    db.$executeRaw`UPDATE deliveries SET "leaseUntilMs" = NULL,
        "nextAttemptAtMs" = CASE WHEN attempts = "queuedAttempts" THEN coalesce("queuedAtMs", "createdAtMs")
          ELSE min("nextAttemptAtMs", ${now}) END
      WHERE state = 'pending' AND "leaseUntilMs" IS NOT NULL`,
  ])
  return Number(released)
}
