import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { responseTimesAnswer } from '@/lib/http/answers/response-times-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import * as tables from '@/lib/http/tables/time-statistics-tables.ts'
import { responseTimes } from '@/lib/reports/response-times.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, tables.responseTimesTablesQuery)
    const { from, to, table, ...rest } = query
    const times = await responseTimes(call.runtime, channel, { fromMs: from, toMs: to, ...rest })
    const data = responseTimesAnswer(times)
    if (file === null) return success({ data })
    const of = { channel, range: times, zone: data.timezone }
    if (table === 'percentiles') {
      return tableAnswer(call, file, tables.PERCENTILES_TABLE, { ...of, page: allAtOnce(tables.percentileRows(data)) })
    }
    return tableAnswer(call, file, tables.RESPONSE_TIMES_TABLE, { ...of, page: allAtOnce(data.series) })
  }),
})
