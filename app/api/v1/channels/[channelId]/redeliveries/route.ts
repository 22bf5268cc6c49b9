import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { redeliveryRunAnswer } from '@/lib/http/answers/redelivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { RUNS_TABLE } from '@/lib/http/tables/redelivery-tables.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'
import { listRuns } from '@/lib/reports/redelivery-run.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { request, param, runtime, actor } = call
    const { file } = readTableQuery(request, NO_QUERY)
    const runs = (await listRuns(runtime, actor, param('channelId'))).map(redeliveryRunAnswer)
    if (file === null) return success({ runs })
    const channel = await findChannel(runtime, actor, param('channelId'))
    return tableAnswer(call, file, RUNS_TABLE, { channel, page: allAtOnce(runs) })
  }),
})
