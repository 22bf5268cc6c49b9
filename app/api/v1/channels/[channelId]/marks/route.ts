import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { addMark } from '@/lib/commands/add-mark.ts'
import { markAnswer } from '@/lib/http/answers/mark-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson, readQuery } from '@/lib/http/read-request.ts'
import { addMarkBody, marksQuery } from '@/lib/http/schemas/mark.ts'
import { listMarks } from '@/lib/reports/list-marks.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { from, to } = readQuery(call.request, marksQuery)
    const marks = await listMarks(call.runtime, channel, { fromMs: from, toMs: to })
    return success({ marks: marks.map(markAnswer) })
  }),

  POST: asActor(async ({ request, param, runtime, actor }) => {
    const { text, at, idempotencyKey } = await readJson(request, addMarkBody)
    const asked = { text, atMs: at, idempotencyKey }
    const { mark, added } = await addMark(runtime, actor, param('channelId'), asked)
    return success({ mark: markAnswer(mark) }, { status: added ? 201 : 200 })
  }),
})
