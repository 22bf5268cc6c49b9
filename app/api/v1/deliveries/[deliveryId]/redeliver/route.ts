import { asActor, routes } from '@/app/api/answer.ts'
import { redeliverOne } from '@/lib/commands/redeliver-one.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { redeliverOneBody } from '@/lib/http/schemas/redelivery.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async ({ request, param, runtime, actor }) => {
    await readOptionalJson(request, redeliverOneBody)
    const id = param('deliveryId')
    const { processed } = await redeliverOne(runtime, actor, id)
    runtime.worker.wake()
    return success({ delivery: { id, state: 'pending' }, processed }, { status: 202 })
  }),
})
