import { asActor, routes } from '@/app/api/answer.ts'
import { redeliveryRunAnswer } from '@/lib/http/answers/redelivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { listRuns } from '@/lib/reports/redelivery-run.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ param, runtime, actor }) => {
    const runs = await listRuns(runtime, actor, param('channelId'))
    return success({ runs: runs.map(redeliveryRunAnswer) })
  }),
})
