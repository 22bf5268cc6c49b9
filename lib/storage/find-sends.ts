import type { PrismaClient } from './generated/client.ts'

/** The numbers of a channel's sends by send id or campaign id (both must fit where both are given), or null for the whole channel. */
export async function findSendNos(
  db: PrismaClient,
  channelNo: number,
  { sendId, campaignId }: { sendId?: string | undefined; campaignId?: string | undefined },
): Promise<number[] | null> {
  if (sendId === undefined && campaignId === undefined) return null
  let campaignNo: number | undefined
  if (campaignId !== undefined) {
    const campaign = await db.campaign.findFirst({ where: { channelNo, campaignId }, select: { no: true } })
    if (campaign === null) return []
    campaignNo = campaign.no
  }
  const sends = await db.send.findMany({ where: { channelNo, sendId, campaignNo }, select: { no: true } })
  return sends.map(({ no }) => no)
}
