import type { RawQueries } from './batch-connection.ts'
import type { SendName } from './send-no.ts'

/** The campaign of each send that has one, so that none gets a second. */
export type SendCampaigns = Map<string, string>

const keyOf = (channelNo: number, sendId: string): string => `${channelNo} ${sendId}`

/** Of the sends that are named with a campaign; read while nobody else writes. */
export async function readSendCampaigns(db: RawQueries, named: readonly SendName[]): Promise<SendCampaigns> {
  const sought = named.flatMap(({ channelNo, sendId, campaignId }) =>
    sendId === null || campaignId === null ? [] : [JSON.stringify([channelNo, sendId])],
  )
  if (sought.length === 0) return new Map()
  const found = await db.$queryRaw<{ channelNo: number; sendId: string; campaignId: string }[]>`
    SELECT sends."channelNo", sends."sendId", campaigns."campaignId"
    FROM jsonb_each(${`[${[...new Set(sought)].join()}]`}) AS sought
    CROSS JOIN sends ON sends."channelNo" = sought.value ->> 0 AND sends."sendId" = sought.value ->> 1
    CROSS JOIN campaigns ON campaigns.no = sends."campaignNo"`
  return new Map(found.map(({ channelNo, sendId, campaignId }) => [keyOf(Number(channelNo), sendId), campaignId]))
}

/** Whether the send is its campaign's, or of none so far; then it is remembered as its. */
export function joinCampaign(campaigns: SendCampaigns, { channelNo, sendId, campaignId }: SendName): boolean {
  if (sendId === null || campaignId === null) return true
  const key = keyOf(channelNo, sendId)
  const known = campaigns.get(key)
  if (known === undefined) campaigns.set(key, campaignId)
  return known === undefined || known === campaignId
}
