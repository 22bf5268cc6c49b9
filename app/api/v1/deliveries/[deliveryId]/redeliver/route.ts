import { asActor, routes } from '@/app/api/answer.ts'
import { redeliverOne } from '@/lib/commands/redeliver-one.ts'
import { deliveryAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { redeliverOneBody } from '@/lib/http/schemas/redelivery.ts'
import { findAccepted } from '@/lib/reports/find-accepted.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async ({ request, param, runtime, actor }) => {
    await readOptionalJson(request, redeliverOneBody)
    const deliveryId = param('deliveryId')
    const { channelId, processed } = await redeliverOne(runtime, actor, deliveryId)
    runtime.worker.wake()
    const delivery = await findAccepted(runtime, await findChannel(runtime, actor, channelId), deliveryId)
    return success({ delivery: deliveryAnswer(delivery), processed }, { status: 202 })
  }),
})
