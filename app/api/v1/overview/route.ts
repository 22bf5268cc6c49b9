import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { overviewAnswer } from '@/lib/http/answers/overview-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { OVERVIEW_TABLE } from '@/lib/http/tables/settings-tables.ts'
import { readableOverview } from '@/lib/reports/readable-overview.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { request, runtime, actor } = call
    const { file } = readTableQuery(request, NO_QUERY)
    const channels = (await readableOverview(runtime, actor)).map(overviewAnswer)
    const nowMs = runtime.now()
    if (file) return tableAnswer(call, file, OVERVIEW_TABLE, { range: { toMs: nowMs }, page: allAtOnce(channels) })
    return success({ channels })
  }),
})
