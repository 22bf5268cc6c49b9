import { packId } from './attempt-id.ts'
import { ATTEMPT_COLUMNS, ATTEMPT_JOINS, type AttemptRow } from './attempt-row.ts'
import type { PrismaClient } from './generated/client.ts'

export type FoundAttempt = AttemptRow & { responseBody: Uint8Array | null; body: Uint8Array | null }

/** The attempt of this id in one of these channels, with its bodies; the newest where several senders use the id. */
export async function findAttempt(
  db: PrismaClient,
  channelNos: readonly number[],
  id: string,
): Promise<FoundAttempt | null> {
  const [found] = await db.$queryRaw<FoundAttempt[]>`
    SELECT ${ATTEMPT_COLUMNS}, kept."responseBody", delivery_bodies.body
    FROM jsonb_each(${JSON.stringify(channelNos)}) AS channel
    CROSS JOIN attempts ON attempts."channelNo" = channel.value AND attempts.id = ${new Uint8Array(packId(id))}
    ${ATTEMPT_JOINS}
    LEFT JOIN delivery_bodies ON delivery_bodies."deliveryNo" = attempts."deliveryNo"
    ORDER BY attempts."startedAtMs" DESC LIMIT 1`
  return found ?? null
}
