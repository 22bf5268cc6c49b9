import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { periodAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { aggregationPeriods } from '@/lib/reports/aggregation-periods.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const periods = await aggregationPeriods(call.runtime, await channelFor(call, 'statistics:read'))
    return success({ periods: periods.map(periodAnswer) })
  }),
})
