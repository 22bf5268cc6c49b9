import { asActor, routes } from '@/app/api/answer.ts'
import { dataSeriesAnswer } from '@/lib/http/answers/send-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { campaignSeriesQuery } from '@/lib/http/schemas/send.ts'
import { dataSeries } from '@/lib/reports/data-series.ts'

/** As Braze's endpoint of this name: https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_analytics/ */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, runtime, actor }) => {
    const { campaign_id: campaignId, channel_id: channelId, ...query } = readQuery(request, campaignSeriesQuery)
    const { length, ending_at: endingAtMs } = query
    const days = await dataSeries(runtime, actor, { campaignId, channelId, length, endingAtMs })
    return success({ data: dataSeriesAnswer(days) })
  }),
})
