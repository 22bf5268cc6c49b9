import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { webhookErrorAnswer } from '@/lib/http/answers/webhook-errors-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { webhookErrorsQuery } from '@/lib/http/schemas/webhook-errors.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { AS_LINE, WEBHOOK_ERRORS_TABLE } from '@/lib/http/tables/webhook-errors-table.ts'
import { chooseLocale } from '@/lib/i18n/locales.ts'
import { webhookErrors } from '@/lib/reports/webhook-errors.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { request, runtime } = call
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(request, webhookErrorsQuery)
    const { from, to, ...filters } = query
    const list = async (page: { cursor?: string; limit?: number }) => {
      const found = await webhookErrors(runtime, channel, { fromMs: from, toMs: to, ...filters, ...page })
      return { ...found, rows: found.rows.map(webhookErrorAnswer) }
    }
    if (file) {
      const language = file.language ?? chooseLocale(undefined, request.headers.get('accept-language'))
      const range = { fromMs: from, toMs: to }
      return tableAnswer(call, { ...file, language }, WEBHOOK_ERRORS_TABLE, { ...AS_LINE, channel, range, page: list })
    }
    const { fromMs, toMs, rows, nextCursor } = await list({})
    return success({ from: fromMs, to: toMs, webhookErrors: rows, nextCursor })
  }),
})
