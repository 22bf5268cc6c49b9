import { asActor, routes } from '@/app/api/answer.ts'
import { errorStatisticsAnswer } from '@/lib/http/answers/error-statistics-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { errorStatisticsQuery } from '@/lib/http/schemas/statistics.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, param, runtime, actor }) => {
    const channel = await findChannel(runtime, actor, param('channelId'))
    const { from, to, ...filters } = readQuery(request, errorStatisticsQuery)
    const timeline = await errorTimeline(runtime, channel, { fromMs: from, toMs: to, ...filters })
    return success({ data: errorStatisticsAnswer(timeline) })
  }),
})
