import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { wantsTsv } from '@/lib/http/answers/csv-answer.ts'
import { webhookErrorAnswer, webhookErrorsTsv } from '@/lib/http/answers/webhook-errors-answer.ts'
import { success, toResponse } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { webhookErrorsQuery } from '@/lib/http/schemas/webhook-errors.ts'
import { chooseLocale } from '@/lib/i18n/locales.ts'
import { webhookErrors } from '@/lib/reports/webhook-errors.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { request, runtime } = call
    const channel = await channelFor(call, 'statistics:read')
    const { from, to, ...filters } = readQuery(request, webhookErrorsQuery)
    const { fromMs, toMs, rows, nextCursor } = await webhookErrors(runtime, channel, {
      fromMs: from,
      toMs: to,
      ...filters,
    })
    if (wantsTsv(request.headers.get('accept'))) {
      const language = chooseLocale(undefined, request.headers.get('accept-language'))
      return toResponse(webhookErrorsTsv(rows, language, nextCursor))
    }
    return success({ from: fromMs, to: toMs, webhookErrors: rows.map(webhookErrorAnswer), nextCursor })
  }),
})
