import { asActor, routes } from '@/app/api/answer.ts'
import { requireScope } from '@/lib/commands/require-scope.ts'
import { verifyChannel } from '@/lib/delivery/verify.ts'
import { attemptDetailAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { verifyBody } from '@/lib/http/schemas/channel.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async ({ request, param, runtime, actor }) => {
    const channel = await findChannel(runtime, actor, param('channelId'))
    requireScope(actor, 'channel:manage', channel.no)
    const { webhookUrl } = await readOptionalJson(request, verifyBody)
    runtime.verifyLimit.take(actor.kind === 'key' ? `key ${actor.keyId}` : `channel ${channel.no}`)
    const { attemptId } = await verifyChannel(runtime, actor, channel, { webhookUrl })
    const attempt = await attemptDetail(runtime, actor, attemptId, { channelId: channel.id })
    return success({ attempt: attemptDetailAnswer(attempt) })
  }),
})
