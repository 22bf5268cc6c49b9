import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { addMark } from '@/lib/commands/add-mark.ts'
import { markAnswer } from '@/lib/http/answers/mark-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { addMarkBody, marksQuery } from '@/lib/http/schemas/mark.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { MARKS_TABLE } from '@/lib/http/tables/history-tables.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { listMarks } from '@/lib/reports/list-marks.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, marksQuery)
    const range = { fromMs: query.from, toMs: query.to }
    const marks = (await listMarks(call.runtime, channel, range)).map(markAnswer)
    if (file) return tableAnswer(call, file, MARKS_TABLE, { channel, range, page: allAtOnce(marks) })
    return success({ marks })
  }),

  POST: asActor(async ({ request, param, runtime, actor }) => {
    const { text, at, idempotencyKey } = await readJson(request, addMarkBody)
    const asked = { text, atMs: at, idempotencyKey }
    const { mark, added } = await addMark(runtime, actor, param('channelId'), asked)
    return success({ mark: markAnswer(mark) }, { status: added ? 201 : 200 })
  }),
})
