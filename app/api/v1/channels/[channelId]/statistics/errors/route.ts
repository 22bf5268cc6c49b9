import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { errorStatisticsAnswer } from '@/lib/http/answers/error-statistics-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { errorStatisticsQuery } from '@/lib/http/schemas/statistics.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { from, to, ...filters } = readQuery(call.request, errorStatisticsQuery)
    const timeline = await errorTimeline(call.runtime, channel, { fromMs: from, toMs: to, ...filters })
    return success({ data: errorStatisticsAnswer(timeline) })
  }),
})
