import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { errorStatisticsAnswer } from '@/lib/http/answers/error-statistics-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import * as tables from '@/lib/http/tables/error-statistics-tables.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, tables.errorTablesQuery)
    const { from, to, table, ...filters } = query
    const timeline = await errorTimeline(call.runtime, channel, { fromMs: from, toMs: to, ...filters })
    const data = errorStatisticsAnswer(timeline)
    if (file === null) return success({ data })
    const of = { channel, range: timeline, zone: data.timezone }
    if (table === 'details') {
      return tableAnswer(call, file, tables.DETAILS_TABLE, { ...of, page: allAtOnce(tables.detailRows(data)) })
    }
    if (table === 'statuses') {
      return tableAnswer(call, file, tables.STATUSES_TABLE, { ...of, page: allAtOnce(tables.statusRows(data)) })
    }
    if (table === 'minor_errors') {
      return tableAnswer(call, file, tables.MINOR_ERRORS_TABLE, { ...of, page: allAtOnce(data.minorErrors) })
    }
    return tableAnswer(call, file, tables.errorSeriesTable(data), { ...of, page: allAtOnce(data.series) })
  }),
})
