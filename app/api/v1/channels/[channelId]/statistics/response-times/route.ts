import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { responseTimesAnswer } from '@/lib/http/answers/response-times-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { responseTimesQuery } from '@/lib/http/schemas/statistics.ts'
import { responseTimes } from '@/lib/reports/response-times.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { from, to, ...rest } = readQuery(call.request, responseTimesQuery)
    const times = await responseTimes(call.runtime, channel, { fromMs: from, toMs: to, ...rest })
    return success({ data: responseTimesAnswer(times) })
  }),
})
