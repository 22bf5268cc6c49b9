import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { deliveryStatisticsAnswer } from '@/lib/http/answers/delivery-statistics-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { deliveryStatisticsQuery } from '@/lib/http/schemas/statistics.ts'
import { deliveryTimeline } from '@/lib/reports/delivery-timeline.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { from, to, ...rest } = readQuery(call.request, deliveryStatisticsQuery)
    const timeline = await deliveryTimeline(call.runtime, channel, { fromMs: from, toMs: to, ...rest })
    return success({ data: deliveryStatisticsAnswer(timeline) })
  }),
})
