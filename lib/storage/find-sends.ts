import { Prisma, type PrismaClient } from './generated/client.ts'

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

/** Those of these channels that know the send, the campaign, or the send as the campaign's. */
export async function findChannelsOf(
  db: PrismaClient,
  channelNos: readonly number[],
  { sendId, campaignId }: { sendId?: string | undefined; campaignId?: string | undefined },
): Promise<number[]> {
  const ofCampaign =
    campaignId === undefined
      ? Prisma.empty
      : Prisma.sql`CROSS JOIN campaigns ON campaigns."channelNo" = asked.value AND campaigns."campaignId" = ${campaignId}`
  const ofSend =
    sendId === undefined
      ? Prisma.empty
      : Prisma.sql`CROSS JOIN sends ON sends."channelNo" = asked.value AND sends."sendId" = ${sendId}
          ${campaignId === undefined ? Prisma.empty : Prisma.sql`AND sends."campaignNo" = campaigns.no`}`
  const rows = await db.$queryRaw<{ no: bigint | number }[]>`
    SELECT asked.value AS no FROM jsonb_each(${JSON.stringify(channelNos)}) AS asked ${ofCampaign} ${ofSend}`
  return rows.map(({ no }) => Number(no))
}
