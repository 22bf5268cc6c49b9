import { packId } from './attempt-id.ts'
import type { PrismaClient } from './generated/client.ts'

export type Owner = { kind: 'attempt' | 'delivery'; channelNo: number }

/** In which of these channels there is an attempt (the newest, where several senders use the id) or a delivery of this id. */
export async function findOwners(db: PrismaClient, channelNos: readonly number[], id: string): Promise<Owner[]> {
  const channels = JSON.stringify(channelNos)
  const attempts = await db.$queryRaw<{ channelNo: number }[]>`
    SELECT attempts."channelNo" FROM jsonb_each(${channels}) AS channel
    CROSS JOIN attempts ON attempts."channelNo" = channel.value AND attempts.id = ${new Uint8Array(packId(id))}
    ORDER BY attempts."startedAtMs" DESC LIMIT 1`
  const deliveries = await db.$queryRaw<{ channelNo: number }[]>`SELECT "channelNo" FROM deliveries
    WHERE id = ${id} AND "channelNo" IN (SELECT value FROM jsonb_each(${channels}))`
  return [
    ...attempts.map(({ channelNo }) => ({ kind: 'attempt' as const, channelNo: Number(channelNo) })),
    ...deliveries.map(({ channelNo }) => ({ kind: 'delivery' as const, channelNo: Number(channelNo) })),
  ]
}
