import { type ActorCall, asActor, routes } from '@/app/api/answer.ts'
import { redeliveryRunAnswer } from '@/lib/http/answers/redelivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { redeliveryRun } from '@/lib/reports/redelivery-run.ts'

type Change = (ctx: ActorCall['runtime'], actor: ActorCall['actor'], runId: string) => Promise<void>

/** The route of one change of a run, which answers how the run stands after it. */
export function changeOfRun(change: Change): ReturnType<typeof routes> {
  return routes({
    POST: asActor(async ({ param, runtime, actor }) => {
      const runId = param('runId')
      await change(runtime, actor, runId)
      runtime.runs.look()
      return success({ run: redeliveryRunAnswer(await redeliveryRun(runtime, actor, runId)) })
    }),
  })
}
