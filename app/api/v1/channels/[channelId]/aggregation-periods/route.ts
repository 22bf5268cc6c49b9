import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { periodAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { PERIODS_TABLE } from '@/lib/http/tables/settings-tables.ts'
import { aggregationPeriods } from '@/lib/reports/aggregation-periods.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { file } = readTableQuery(call.request, NO_QUERY)
    const periods = (await aggregationPeriods(call.runtime, channel)).map(periodAnswer)
    if (file) return tableAnswer(call, file, PERIODS_TABLE, { channel, page: allAtOnce(periods) })
    return success({ periods })
  }),
})
