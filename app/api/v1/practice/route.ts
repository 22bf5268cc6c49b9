import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { channelAnswer } from '@/lib/http/answers/channel-answer.ts'
import { practiceRunAnswer } from '@/lib/http/answers/practice-run-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { startPracticeBody } from '@/lib/http/schemas/practice.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { PRACTICE_TABLE, practiceRows } from '@/lib/http/tables/practice-table.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { file } = readTableQuery(call.request, NO_QUERY)
    const run = practiceRunAnswer(await call.runtime.practice.current(call.actor))
    if (file) return tableAnswer(call, file, PRACTICE_TABLE, { page: allAtOnce(practiceRows(run?.byDetail ?? {})) })
    return success({ run })
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
