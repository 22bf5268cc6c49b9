import { asActor, routes } from '@/app/api/answer.ts'
import { redeliveryRunAnswer } from '@/lib/http/answers/redelivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { redeliveryRun } from '@/lib/reports/redelivery-run.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ param, runtime, actor }) => {
    return success({ run: redeliveryRunAnswer(await redeliveryRun(runtime, actor, param('runId'))) })
  }),
})
