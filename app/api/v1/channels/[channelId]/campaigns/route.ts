import { asActor, routes } from '@/app/api/answer.ts'
import { campaignAnswer } from '@/lib/http/answers/send-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { campaignsQuery } from '@/lib/http/schemas/send.ts'
import { listCampaigns } from '@/lib/reports/list-sends.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, param, runtime, actor }) => {
    const query = readQuery(request, campaignsQuery)
    const { campaigns, nextCursor } = await listCampaigns(runtime, actor, param('channelId'), query)
    return success({ campaigns: campaigns.map(campaignAnswer), nextCursor })
  }),
})
