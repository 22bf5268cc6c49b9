import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { sendAnswer } from '@/lib/http/answers/send-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { sendsQuery } from '@/lib/http/schemas/send.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { SENDS_TABLE } from '@/lib/http/tables/sends-tables.ts'
import { listSends } from '@/lib/reports/list-sends.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, sendsQuery)
    const list = async (page: { cursor?: string; limit?: number }) => {
      const { sends, nextCursor } = await listSends(call.runtime, call.actor, channel.id, { ...query, ...page })
      return { rows: sends.map(sendAnswer), nextCursor }
    }
    if (file) return tableAnswer(call, file, SENDS_TABLE, { channel, page: list })
    const { rows, nextCursor } = await list({})
    return success({ sends: rows, nextCursor })
  }),
})
