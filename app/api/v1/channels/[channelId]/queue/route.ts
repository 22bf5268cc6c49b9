import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { queueAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    return success(queueAnswer(await deliveryQueue(call.runtime, channel)))
  }),
})
