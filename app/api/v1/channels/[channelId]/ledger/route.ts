import { asActor, routes } from '@/app/api/answer.ts'
import { ledgerAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readQuery } from '@/lib/http/read-request.ts'
import { ledgerQuery } from '@/lib/http/schemas/delivery.ts'
import { ledger } from '@/lib/reports/ledger.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, param, runtime, actor }) => {
    const { from, to } = readQuery(request, ledgerQuery)
    return success(ledgerAnswer(await ledger(runtime, actor, param('channelId'), { fromMs: from, toMs: to })))
  }),
})
