import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { resumeChannel } from '@/lib/commands/resume-channel.ts'
import { queueAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async (call) => {
    const { runtime, actor, param } = call
    await resumeChannel(runtime, actor, param('channelId'))
    runtime.worker.wake()
    return success(queueAnswer(await deliveryQueue(runtime, await channelFor(call, 'channel:manage'))))
  }),
})
