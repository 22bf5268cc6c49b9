import { asActor, routes } from '@/app/api/answer.ts'
import { startRedeliveryRun } from '@/lib/commands/start-redelivery-run.ts'
import { chosenBy, redeliveryPreviewAnswer, redeliveryRunAnswer } from '@/lib/http/answers/redelivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { redeliverBody } from '@/lib/http/schemas/redelivery.ts'
import { previewRedelivery } from '@/lib/reports/redelivery-preview.ts'
import { redeliveryRun } from '@/lib/reports/redelivery-run.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async ({ request, param, runtime, actor }) => {
    const wanted = await readJson(request, redeliverBody)
    const [channelId, chosen] = [param('channelId'), chosenBy(wanted)]
    if (wanted.dryRun) {
      const preview = await previewRedelivery(runtime, actor, channelId, chosen)
      return success({ preview: redeliveryPreviewAnswer(preview) })
    }
    const runId = await startRedeliveryRun(runtime, actor, channelId, chosen)
    runtime.runs.look()
    return success({ run: redeliveryRunAnswer(await redeliveryRun(runtime, actor, runId)) }, { status: 202 })
  }),
})
