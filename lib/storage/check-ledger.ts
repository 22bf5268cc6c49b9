import type { PrismaClient } from './generated/client.ts'

/** accepted = delivered + pending + failed + skipped, always. */
export type Ledger = { accepted: number; delivered: number; pending: number; failed: number; skipped: number }

export type ChannelFacts = {
  attempts: number
  counted: number
  countedVerifications: number
  ledger: Ledger
  /** Deliveries whose number of attempts is not that of the attempts kept of them. */
  miscountedDeliveries: number
  deliveriesWithoutBody: number
}

/** What must hold for a channel beside its buckets, each in one statement. `attemptsFromMs`: older attempts were pruned. */
export async function readChannelFacts(
  db: PrismaClient,
  channelNo: number,
  attemptsFromMs: number | null,
): Promise<ChannelFacts> {
  const [row] = await db.$queryRaw<Record<keyof Ledger | Exclude<keyof ChannelFacts, 'ledger'>, bigint | null>[]>`
    SELECT
      (SELECT count(*) FROM attempts WHERE "channelNo" = ${channelNo}) AS attempts,
      (SELECT count(*) FROM attempts WHERE "channelNo" = ${channelNo} AND counted = 1) AS counted,
      (SELECT count(*) FROM attempts WHERE "channelNo" = ${channelNo} AND purpose = 2 AND counted <> 0)
        AS "countedVerifications",
      count(*) AS accepted,
      sum(state = 'delivered') AS delivered, sum(state = 'pending') AS pending,
      sum(state = 'failed') AS failed, sum(state = 'skipped') AS skipped,
      sum("createdAtMs" >= ${BigInt(attemptsFromMs ?? 0)} AND attempts <>
        (SELECT count(*) FROM attempts AS tried
          WHERE tried."deliveryNo" = deliveries.no AND tried."deliveryNo" IS NOT NULL)) AS "miscountedDeliveries",
      sum(NOT EXISTS (SELECT 1 FROM delivery_bodies WHERE "deliveryNo" = deliveries.no)) AS "deliveriesWithoutBody"
    FROM deliveries WHERE "channelNo" = ${channelNo}`
  const of = (name: keyof NonNullable<typeof row>) => Number(row?.[name] ?? 0)
  return {
    attempts: of('attempts'),
    counted: of('counted'),
    countedVerifications: of('countedVerifications'),
    miscountedDeliveries: of('miscountedDeliveries'),
    deliveriesWithoutBody: of('deliveriesWithoutBody'),
    ledger: {
      accepted: of('accepted'),
      delivered: of('delivered'),
      pending: of('pending'),
      failed: of('failed'),
      skipped: of('skipped'),
    },
  }
}
