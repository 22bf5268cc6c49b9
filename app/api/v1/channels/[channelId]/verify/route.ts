import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { urlToVerify } from '@/lib/delivery/verify.ts'
import { answerInLines, wantsLines } from '@/lib/http/answers/answer-in-lines.ts'
import { attemptDetailAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { stepAnswer } from '@/lib/http/answers/step-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { verifyBody } from '@/lib/http/schemas/channel.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async (call) => {
    const { request, runtime, actor, caller, refuse } = call
    const channel = await channelFor(call, 'channel:manage')
    const { webhookUrl } = await readOptionalJson(request, verifyBody)
    const url = urlToVerify(channel, webhookUrl)
    runtime.verifyLimit.take(caller)
    const verify = async (tell?: (line: object) => void) => {
      const onStep: Parameters<typeof runtime.sending.verify>[2] = tell && ((event) => tell(stepAnswer(event)))
      const { attemptId } = await runtime.sending.verify(channel, url, onStep)
      const attempt = await attemptDetail(runtime, actor, attemptId, { channelId: channel.id })
      return success({ attempt: attemptDetailAnswer(attempt) })
    }
    return wantsLines(request.headers.get('accept')) ? answerInLines(verify, refuse) : verify()
  }),
})
