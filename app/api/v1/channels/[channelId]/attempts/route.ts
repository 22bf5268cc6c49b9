import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { attemptAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { attemptsCsv } from '@/lib/http/answers/attempts-csv.ts'
import { wantsCsv } from '@/lib/http/answers/csv-answer.ts'
import { success, toResponse } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { attemptsQuery } from '@/lib/http/schemas/attempt.ts'
import { listAttempts } from '@/lib/reports/list-attempts.ts'

/** Recording (`POST`) is answered before Next, by lib/direct. */
export const { GET, POST, PUT, PATCH, DELETE } = routes(
  {
    GET: asActor(async (call) => {
      const { request, runtime } = call
      const channel = await channelFor(call, 'statistics:read')
      const { from, to, ...filters } = readQuery(request, attemptsQuery)
      const { attempts, nextCursor } = await listAttempts(runtime, [channel], { fromMs: from, toMs: to, ...filters })
      if (wantsCsv(request.headers.get('accept'))) return toResponse(attemptsCsv(attempts, nextCursor))
      return success({ attempts: attempts.map(attemptAnswer), nextCursor })
    }),
  },
  ['POST'],
)
