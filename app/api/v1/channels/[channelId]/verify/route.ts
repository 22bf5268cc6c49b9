import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { destinationUrlOf } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
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
    if (channel.kind === 'braze' && webhookUrl !== undefined) throw onlySaved()
    runtime.verifyLimit.take(caller)
    const verify = async (tell?: (line: object) => void) => {
      const onStep: Parameters<typeof runtime.sending.verify>[2] = tell && ((event) => tell(stepAnswer(event)))
      const { attemptId } = await runtime.sending.verify(channel, webhookUrl ?? destinationUrlOf(channel), onStep)
      const attempt = await attemptDetail(runtime, actor, attemptId, { channelId: channel.id })
      return success({ attempt: attemptDetailAnswer(attempt) })
    }
    return wantsLines(request.headers.get('accept')) ? answerInLines(verify, refuse) : verify()
  }),
})

/** The verification carries the API key, which no other endpoint may see. */
function onlySaved(): TodokuError {
  return new TodokuError('invalid_request', 'webhookUrl: of a Braze channel, only the saved REST endpoint is verified.')
}
