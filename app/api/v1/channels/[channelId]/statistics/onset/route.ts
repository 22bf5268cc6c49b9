import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { onsetAnswer } from '@/lib/http/answers/onset-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { errorOnsets } from '@/lib/reports/error-onsets.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    return success({ data: onsetAnswer(await errorOnsets(call.runtime, channel)) })
  }),
})
