import type { PrismaClient } from './generated/client.ts'

/** What waits for a channel, and since when sending to it is suspended; null: it is not. Times in epoch milliseconds. */
export type Waiting = {
  pending: number
  /** When the first of them was accepted. */
  oldestAtMs: number | null
  suspendedAtMs: number | null
}

/** The queues of channels in one query, over the index of what is pending alone. */
export async function findWaiting(db: PrismaClient, channelNos: readonly number[]): Promise<Map<number, Waiting>> {
  const rows = await db.$queryRaw<(Record<keyof Waiting, bigint | null> & { no: bigint })[]>`
    SELECT channel.value AS no, health."suspendedAtMs",
      (SELECT count(*) FROM deliveries INDEXED BY "deliveries_channelNo_nextAttemptAtMs_idx"
        WHERE "channelNo" = channel.value AND state = 'pending') AS pending,
      (SELECT "createdAtMs" FROM deliveries WHERE no =
        (SELECT min(no) FROM deliveries INDEXED BY "deliveries_channelNo_nextAttemptAtMs_idx"
          WHERE "channelNo" = channel.value AND state = 'pending')) AS "oldestAtMs"
    FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel
    LEFT JOIN channel_deliveries AS health ON health."channelNo" = channel.value`
  const timeOf = (value: bigint | null) => (value === null ? null : Number(value))
  return new Map(
    rows.map(({ no, pending, oldestAtMs, suspendedAtMs }) => [
      Number(no),
      { pending: Number(pending), oldestAtMs: timeOf(oldestAtMs), suspendedAtMs: timeOf(suspendedAtMs) },
    ]),
  )
}
