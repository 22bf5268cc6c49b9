import { asActor, routes } from '@/app/api/answer.ts'
import { sendAnswer } from '@/lib/http/answers/send-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { sendsQuery } from '@/lib/http/schemas/send.ts'
import { listSends } from '@/lib/reports/list-sends.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, param, runtime, actor }) => {
    const query = readQuery(request, sendsQuery)
    const { sends, nextCursor } = await listSends(runtime, actor, param('channelId'), query)
    return success({ sends: sends.map(sendAnswer), nextCursor })
  }),
})
