import { asActor, routes } from '@/app/api/answer.ts'
import { attemptAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { deliveryAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { deliveryDetail } from '@/lib/reports/delivery-detail.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ param, runtime, actor }) => {
    const { delivery, request, attempts } = await deliveryDetail(runtime, actor, param('deliveryId'))
    return success({ delivery: { ...deliveryAnswer(delivery), request }, attempts: attempts.map(attemptAnswer) })
  }),
})
