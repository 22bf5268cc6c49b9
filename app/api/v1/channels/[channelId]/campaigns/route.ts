import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { campaignAnswer } from '@/lib/http/answers/send-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { campaignsQuery } from '@/lib/http/schemas/send.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { CAMPAIGNS_TABLE } from '@/lib/http/tables/sends-tables.ts'
import { listCampaigns } from '@/lib/reports/list-sends.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, campaignsQuery)
    const list = async (page: { cursor?: string; limit?: number }) => {
      const { campaigns, nextCursor } = await listCampaigns(call.runtime, call.actor, channel.id, { ...query, ...page })
      return { rows: campaigns.map(campaignAnswer), nextCursor }
    }
    if (file) return tableAnswer(call, file, CAMPAIGNS_TABLE, { channel, page: list })
    const { rows, nextCursor } = await list({})
    return success({ campaigns: rows, nextCursor })
  }),
})
