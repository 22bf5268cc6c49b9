import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { attemptAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { attemptsQuery } from '@/lib/http/schemas/attempt.ts'
import { ATTEMPTS_TABLE } from '@/lib/http/tables/attempts-table.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'

/** Recording (`POST`) is answered before Next, by lib/direct. */
export const { GET, POST, PUT, PATCH, DELETE } = routes(
  {
    GET: asActor(async (call) => {
      const channel = await channelFor(call, 'statistics:read')
      const { query, file } = readTableQuery(call.request, attemptsQuery)
      const { from, to, ...filters } = query
      const range = { fromMs: from, toMs: to }
      const list = async (page: { cursor?: string; limit?: number }) => {
        const { attempts, nextCursor } = await listAttempts(call.runtime, [channel], { ...range, ...filters, ...page })
        return { rows: attempts.map(attemptAnswer), nextCursor }
      }
      if (file) return tableAnswer(call, file, ATTEMPTS_TABLE, { channel, range, page: list })
      const { rows, nextCursor } = await list({})
      return success({ attempts: rows, nextCursor })
    }),
  },
  ['POST'],
)
