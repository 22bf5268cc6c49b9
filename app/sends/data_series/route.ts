import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { dataSeriesAnswer } from '@/lib/http/answers/send-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { sendSeriesQuery } from '@/lib/http/schemas/send.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { DATA_SERIES_TABLE } from '@/lib/http/tables/sends-tables.ts'
import { dataSeries } from '@/lib/reports/data-series.ts'

/** As Braze's endpoint of this name: https://www.braze.com/docs/api/endpoints/export/campaigns/get_send_analytics/ */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { runtime, actor } = call
    const { query: asked, file } = readTableQuery(call.request, sendSeriesQuery)
    const { send_id: sendId, campaign_id: campaignId, channel_id: channelId, ...query } = asked
    const { length, ending_at: endingAtMs } = query
    const days = await dataSeries(runtime, actor, { sendId, campaignId, channelId, length, endingAtMs })
    const data = dataSeriesAnswer(days)
    if (file) return tableAnswer(call, file, DATA_SERIES_TABLE, { page: allAtOnce(data) })
    return success({ data })
  }),
})
