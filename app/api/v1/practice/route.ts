import { asActor, routes } from '@/app/api/answer.ts'
import { channelAnswer } from '@/lib/http/answers/channel-answer.ts'
import { practiceRunAnswer } from '@/lib/http/answers/practice-run-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { startPracticeBody } from '@/lib/http/schemas/practice.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ runtime, actor }) => {
    return success({ run: practiceRunAnswer(await runtime.practice.current(actor)) })
  }),

  POST: asActor(async ({ request, runtime, actor }) => {
    const wanted = await readOptionalJson(request, startPracticeBody)
    const { channel, run } = await runtime.practice.start(actor, wanted)
    return success({ channel: channelAnswer(channel), run: practiceRunAnswer(run) }, { status: 201 })
  }),

  DELETE: asActor(async ({ runtime, actor }) => {
    return success({ run: practiceRunAnswer(await runtime.practice.stop(actor)) })
  }),
})
