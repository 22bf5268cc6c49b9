import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { redeliveryItemAnswer } from '@/lib/http/answers/redelivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { redeliveryItemsQuery } from '@/lib/http/schemas/redelivery.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { RUN_ITEMS_TABLE } from '@/lib/http/tables/redelivery-tables.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'
import { redeliveryRun } from '@/lib/reports/redelivery-run.ts'
import { runItems } from '@/lib/reports/run-items.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { request, param, runtime, actor } = call
    const { query, file } = readTableQuery(request, redeliveryItemsQuery)
    const list = async (page: { cursor?: string; limit?: number }) => {
      const { items, nextCursor } = await runItems(runtime, actor, param('runId'), { ...query, ...page })
      return { rows: items.map(redeliveryItemAnswer), nextCursor }
    }
    if (file) {
      const { channelId } = await redeliveryRun(runtime, actor, param('runId'))
      const channel = await findChannel(runtime, actor, channelId)
      return tableAnswer(call, file, RUN_ITEMS_TABLE, { channel, page: list })
    }
    const { rows, nextCursor } = await list({})
    return success({ items: rows, nextCursor })
  }),
})
