import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { attemptDetailAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { verifyBody } from '@/lib/http/schemas/channel.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async (call) => {
    const { request, runtime, actor, caller } = call
    const channel = await channelFor(call, 'channel:manage')
    const { webhookUrl } = await readOptionalJson(request, verifyBody)
    runtime.verifyLimit.take(caller)
    const { attemptId } = await runtime.sending.verify(channel, webhookUrl ?? channel.webhookUrl)
    const attempt = await attemptDetail(runtime, actor, attemptId, { channelId: channel.id })
    return success({ attempt: attemptDetailAnswer(attempt) })
  }),
})
