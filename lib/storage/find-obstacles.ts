import type { PrismaClient } from './generated/client.ts'

/** What may keep a channel's deliveries from being sent. */
export type Obstacles = { useWebhook: boolean; hasUrl: boolean; isSuspended: boolean }

/** Null: the channel is deleted. */
export async function findObstacles(db: PrismaClient, channelNo: number): Promise<Obstacles | null> {
  const channel = await db.channel.findFirst({ where: { no: channelNo, deletedAtMs: null } })
  if (channel === null) return null
  const going = await db.channelDeliveries.findUnique({ where: { channelNo }, select: { suspendedAtMs: true } })
  return {
    useWebhook: channel.useWebhook,
    hasUrl: channel.webhookUrl !== null || channel.restEndpoint !== null,
    isSuspended: (going?.suspendedAtMs ?? null) !== null,
  }
}
