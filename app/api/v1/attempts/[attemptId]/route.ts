import { asActor, routes } from '@/app/api/answer.ts'
import { requireScope } from '@/lib/commands/require-scope.ts'
import { attemptDetailAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { attemptQuery } from '@/lib/http/schemas/attempt.ts'
import { attemptDetail } from '@/lib/reports/attempt-detail.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, param, runtime, actor }) => {
    const query = readQuery(request, attemptQuery)
    const attempt = await attemptDetail(runtime, actor, param('attemptId'), query)
    requireScope(actor, 'statistics:read', (await findChannel(runtime, actor, attempt.channelId)).no)
    return success({ attempt: attemptDetailAnswer(attempt) })
  }),
})
