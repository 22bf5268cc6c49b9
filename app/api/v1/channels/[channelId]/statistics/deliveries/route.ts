import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { deliveryStatisticsAnswer } from '@/lib/http/answers/delivery-statistics-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { deliveryStatisticsQuery } from '@/lib/http/schemas/statistics.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { DELIVERY_SERIES_TABLE } from '@/lib/http/tables/time-statistics-tables.ts'
import { deliveryTimeline } from '@/lib/reports/delivery-timeline.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, deliveryStatisticsQuery)
    const { from, to, ...rest } = query
    const timeline = await deliveryTimeline(call.runtime, channel, { fromMs: from, toMs: to, ...rest })
    const data = deliveryStatisticsAnswer(timeline)
    if (file === null) return success({ data })
    const of = { channel, range: timeline, zone: data.timezone }
    return tableAnswer(call, file, DELIVERY_SERIES_TABLE, { ...of, page: allAtOnce(data.series) })
  }),
})
