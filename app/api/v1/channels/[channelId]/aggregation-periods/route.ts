import { asActor, routes } from '@/app/api/answer.ts'
import { periodAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { aggregationPeriods } from '@/lib/reports/aggregation-periods.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ param, runtime, actor }) => {
    const channel = await findChannel(runtime, actor, param('channelId'))
    const periods = await aggregationPeriods(runtime, channel)
    return success({ periods: periods.map(periodAnswer) })
  }),
})
